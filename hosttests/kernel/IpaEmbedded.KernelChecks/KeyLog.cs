using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks;

/// <summary>What a key tells, as a text.</summary>
internal sealed class KeyLog
{
    private const int Slices = 100;
    private const long SliceMicroseconds = 50000;

    /// <summary>Listens to a key.</summary>
    public KeyLog(Key key) => key.Changed = OnChanged;

    /// <summary>What it has told: its code, and pressed or released.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Runs the loop until the key tells something; after seconds it has told nothing.</summary>
    public void WaitForChange(EventLoop loop)
    {
        string before = Text;
        for (int slice = 0; slice < Slices && Text == before; slice++)
        {
            // Keys are told as work, which a wait does not do.
            loop.Run(SliceMicroseconds);
        }

        if (Text == before)
        {
            throw new InvalidOperationException($"the key has told nothing after \"{Text}\"");
        }
    }

    private void OnChanged(Key key, bool pressed) => Text += $"{(Text.Length == 0 ? "" : ", ")}{key.Code} {(pressed ? "pressed" : "released")}";
}
