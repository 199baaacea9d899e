using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Top;

/// <summary>What the keys of the live view do to the board; each says so in a sentence. To be called between the steps of the event loop.</summary>
public sealed class TopKeys(SimulatedBoard board, SwitchedCapture capture, Action end)
{
    /// <summary>Does what a key stands for; empty for a key that stands for nothing.</summary>
    public string Press(char key)
    {
        switch (char.ToLowerInvariant(key))
        {
            case 'c':
                int before = board.Soc.Boot.Crashes;
                board.Soc.Boot.Crash();
                return board.Soc.Boot.Crashes > before ? $"the modem crashes (crash {board.Soc.Boot.Crashes})" : "the modem is down already";
            case 'i':
                board.Soc.Faults.DropInterruptAt = board.Soc.Faults.Raises + 1;
                return "the next interrupt of an event ring is lost";
            case 'r':
                return capture.Toggle();
            case 'q':
                end();
                return "ends";
            default:
                return "";
        }
    }
}
