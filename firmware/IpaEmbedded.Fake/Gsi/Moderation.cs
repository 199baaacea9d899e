namespace IpaEmbedded.Fake;

/// <summary>Raises the interrupt of one event ring when its moderation timer expires.</summary>
internal sealed class Moderation
{
    private readonly EventWriter _writer;
    private readonly int _ring;

    internal Moderation(EventWriter writer, int ring)
    {
        _writer = writer;
        _ring = ring;
    }

    internal void Expire()
    {
        _writer.Raise(_ring);
    }
}
