using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks;

/// <summary>What a key tells, as a text.</summary>
internal sealed class KeyLog
{
    private const long Patience = 5000000;

    private readonly Completion _changed = new();

    /// <summary>Listens to a key.</summary>
    public KeyLog(Key key) => key.Changed = OnChanged;

    /// <summary>What it has told: its code, and pressed or released.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Runs the loop until the key tells something; after seconds it has told nothing.</summary>
    public void WaitForChange(EventLoop loop)
    {
        string before = Text;
        while (Text == before)
        {
            _changed.Reset();
            if (!loop.Wait(_changed, Patience))
            {
                throw new InvalidOperationException($"the key has told nothing after \"{Text}\"");
            }
        }
    }

    private void OnChanged(Key key, bool pressed)
    {
        Text += $"{(Text.Length == 0 ? "" : ", ")}{key.Code} {(pressed ? "pressed" : "released")}";
        _changed.Complete();
    }
}
