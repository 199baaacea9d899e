using IpaEmbedded.Cli.Runs;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>What a board shows at a moment: its devices, LEDs, keys and values.</summary>
public sealed record DeskSnapshot(IReadOnlyList<RunDevice> Devices, IReadOnlyList<DeskLight> Leds, IReadOnlyList<DeskLight> Keys, IReadOnlyList<DeskReading> Values)
{
    /// <summary>Looks at a board. Drivers measure meanwhile, so that this is for work, not for a timer.</summary>
    /// <param name="platform">The devices.</param>
    /// <param name="simulation">What they are simulated by; null for real ones.</param>
    public static DeskSnapshot Of(Platform platform, BoardSimulation? simulation)
    {
        var leds = new List<DeskLight>();
        var keys = new List<DeskLight>();
        var values = new List<DeskReading>();
        for (int node = 0; node < platform.Tree.NodeCount; node++)
        {
            string path() => platform.Tree.Path(node);
            if (platform.FindProvider(node, Led.ProviderKind) is Led led)
            {
                leds.Add(new DeskLight(path(), led.Name, led.IsOn));
            }
            if (platform.FindProvider(node, Key.ProviderKind) is Key key)
            {
                keys.Add(new DeskLight(path(), key.Name, key.IsPressed));
            }
            if (platform.FindProvider(node, Sensor.ProviderKind) is Sensor sensor)
            {
                values.AddRange(Read(path(), sensor));
            }
        }
        for (int i = 0; i < simulation?.ChipCount; i++)
        {
            SimulatedChip chip = simulation.ChipAt(i);
            // Where no driver measures, what would be measured.
            values.AddRange(values.Any(value => value.NodePath == chip.NodePath) ? [] : Set(chip));
        }
        return new DeskSnapshot(RunDevice.Of(platform), leds, keys, values);
    }

    private static IEnumerable<DeskReading> Read(string path, Sensor sensor) =>
        from index in Enumerable.Range(0, sensor.Count)
        let read = sensor.Read(index, out int value) ? value : (int?)null
        let unit = UnitOf(sensor.QuantityOf(index))
        select new DeskReading(path, sensor.LabelOf(index), read is { } number ? (decimal)number / unit.Scale : null, unit.Name);

    private static (string Name, int Scale) UnitOf(Quantity quantity) => quantity switch
    {
        Quantity.Temperature => ("°C", 1000),
        Quantity.Voltage => ("V", 1000),
        Quantity.Current => ("A", 1_000_000),
        Quantity.Power => ("W", 1_000_000),
        Quantity.AngularRate => ("°/s", 1000),
        Quantity.Pressure => ("Pa", 1),
        Quantity.Humidity => ("%", 1000),
        _ => ("", 1),
    };

    /// <summary>What the world around a chip is set to.</summary>
    private static IEnumerable<DeskReading> Set(SimulatedChip chip) =>
        from index in Enumerable.Range(0, chip.ValueCount)
        let value = chip.ValueAt(index)
        select new DeskReading(chip.NodePath, value.Name, (decimal)value.Value / value.Scale, value.Unit);
}
