namespace IpaEmbedded.Fake;

/// <summary>One interrupt output on its way to the interrupt controller; keeps its level until there is one.</summary>
internal sealed class GicPin
{
    private readonly FakeSoc _soc;
    private readonly int _number;
    private bool _level;

    internal GicPin(FakeSoc soc, int number)
    {
        _soc = soc;
        _number = number;
    }

    internal void Set(bool asserted)
    {
        _level = asserted;
        Refresh();
    }

    internal void Refresh()
    {
        _soc.SetInterrupt(_number, _level);
    }
}
