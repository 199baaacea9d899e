using System.Globalization;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>A board without an IPA in lines for people.</summary>
internal static class DeskText
{
    /// <summary>Seconds of the board's time with three digits.</summary>
    public static string Seconds(long microseconds) => (microseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture) + " s";

    /// <summary>How many devices came how far.</summary>
    public static string Summary(DeskSnapshot now)
    {
        (string State, string Text)[] states = [("bound", "bound"), ("failed", "failed"), ("waits", "waiting"), ("no driver", "without a driver")];
        return string.Join(", ", states.Select(state => (state.Text, Count: now.Devices.Count(device => device.State == state.State))).Where(each => each.Count > 0).Select(each => $"{each.Count} {each.Text}").DefaultIfEmpty("no devices"));
    }

    /// <summary>Devices that run, or that do not and why; of those without a driver the chips, and the others only if all are asked for.</summary>
    public static void WriteDevices(Terminal terminal, DeskSnapshot now, BoardSimulation? simulation, bool all)
    {
        HashSet<string> chips = [.. Enumerable.Range(0, simulation?.ChipCount ?? 0).Select(index => simulation!.ChipAt(index).NodePath), .. Unknown(simulation)];
        var table = new TextTable("device", "state");
        foreach (RunDevice device in now.Devices.Where(device => all || device.State != "no driver" || chips.Contains(device.NodePath)))
        {
            Action<string[]> add = device.State == "failed" ? table.AddFailure : table.Add;
            add([ShownText.Escape(device.NodePath), ShownText.Escape(device.State == "no driver" ? device.Reason : device.Reason.Length > 0 ? $"{device.State}: {device.Reason}" : device.State)]);
        }
        table.WriteTo(terminal.Out, "", terminal);
    }

    /// <summary>LEDs, keys and values.</summary>
    public static void WriteState(Terminal terminal, DeskSnapshot now)
    {
        if (now.Leds.Count + now.Keys.Count + now.Values.Count == 0)
        {
            return;
        }
        terminal.Out.WriteLine();
        var table = new TextTable("what", "name", "state");
        foreach (DeskLight led in now.Leds)
        {
            table.Add("LED", ShownText.Escape(led.Name), led.IsOn ? "on" : "off");
        }
        foreach (DeskLight key in now.Keys)
        {
            table.Add("key", ShownText.Escape(key.Name), key.IsOn ? "pressed" : "released");
        }
        foreach (DeskReading value in now.Values)
        {
            table.Add("value", ShownText.Escape($"{NameOf(value.NodePath)} {value.Name}"), value.Text);
        }
        table.WriteTo(terminal.Out, "", terminal);
    }

    /// <summary>Chips of the tree that nothing stands for.</summary>
    public static void WriteUnknown(Terminal terminal, BoardSimulation simulation)
    {
        if (simulation.UnknownChipCount > 0)
        {
            terminal.Out.WriteLine();
            WrappedLine.Write(terminal, "not simulated, so that nobody answers there: " + ShownText.Escape(string.Join(", ", Unknown(simulation).Select(NameOf))), "  ");
        }
    }

    /// <summary>Name of a node with its unit address.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static IEnumerable<string> Unknown(BoardSimulation? simulation) =>
        Enumerable.Range(0, simulation?.UnknownChipCount ?? 0).Select(index => simulation!.UnknownChipAt(index).Path);
}
