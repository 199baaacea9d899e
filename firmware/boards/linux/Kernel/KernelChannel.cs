using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Devices.Sensors;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>One value of a device of the kernel's hwmon or IIO class; the classes' units (Documentation/hwmon/sysfs-interface, ABI/testing/sysfs-bus-iio) become those of the sensor's quantities.</summary>
internal sealed class KernelChannel
{
    // How a name begins, what it measures, and what a unit of the class is in units of the quantity.
    private static readonly (string Prefix, Quantity Quantity, decimal Unit)[] Hwmon =
    [
        ("temp", Quantity.Temperature, 1), ("in", Quantity.Voltage, 1), ("curr", Quantity.Current, 1000), ("power", Quantity.Power, 1), ("humidity", Quantity.Humidity, 1),
    ];

    // Kilopascals; radians per second.
    private static readonly (string Prefix, Quantity Quantity, decimal Unit)[] Iio =
    [
        ("temp", Quantity.Temperature, 1), ("voltage", Quantity.Voltage, 1), ("current", Quantity.Current, 1000), ("power", Quantity.Power, 1000),
        ("humidityrelative", Quantity.Humidity, 1), ("pressure", Quantity.Pressure, 1000), ("anglvel", Quantity.AngularRate, 57295.779513m),
    ];

    private readonly SysfsFolder _folder;
    private readonly string _stem;
    private readonly bool _isRaw;
    private readonly decimal _unit;

    private KernelChannel(SysfsFolder folder, string stem, string label, bool isRaw, Quantity quantity, decimal unit)
    {
        _folder = folder;
        _stem = stem;
        _isRaw = isRaw;
        _unit = unit;
        Label = label;
        Quantity = quantity;
    }

    public string Label { get; }

    public Quantity Quantity { get; }

    /// <summary>The values of a hwmon device: "temp1_input", named by "temp1_label" where there is one.</summary>
    public static IEnumerable<KernelChannel> OfHwmon(SysfsFolder folder) =>
        from name in Stems(folder, "", "_input")
        let kind = Array.Find(Hwmon, each => name.StartsWith(each.Prefix, StringComparison.Ordinal) && name[each.Prefix.Length..].All(char.IsAsciiDigit))
        where kind.Prefix is not null
        select new KernelChannel(folder, name, folder.Text(name + "_label") ?? name, false, kind.Quantity, kind.Unit);

    /// <summary>The values of an IIO device: processed ("in_temp_input"), else raw with offset and scale.</summary>
    public static IEnumerable<KernelChannel> OfIio(SysfsFolder folder)
    {
        var processed = Stems(folder, "in_", "_input").ToList();
        return from name in processed.Concat(Stems(folder, "in_", "_raw").Except(processed))
               let label = name["in_".Length..]
               let kind = Array.Find(Iio, each => label.StartsWith(each.Prefix, StringComparison.Ordinal))
               where kind.Prefix is not null
               select new KernelChannel(folder, name, label, !processed.Contains(name), kind.Quantity, kind.Unit);
    }

    /// <summary>Measures in the unit of the quantity; null when the kernel gives no number, or one that no sensor measures.</summary>
    public decimal? Read()
    {
        const decimal Limit = 1e12m;
        var number = _folder.Number(_stem + (_isRaw ? "_raw" : "_input"));
        if (_isRaw)
        {
            number = (number + (Setting("_offset") ?? 0)) * Within(Setting("_scale"), Limit);
        }

        return Within(number, Limit) * _unit;

        static decimal? Within(decimal? value, decimal limit) => value > -limit && value < limit ? value : null;
    }

    private static IEnumerable<string> Stems(SysfsFolder folder, string prefix, string suffix) =>
        folder.Names(prefix).Where(name => name.EndsWith(suffix, StringComparison.Ordinal)).Select(name => name[..^suffix.Length]);

    // A channel's own, else that of its kind: in_anglvel_x_scale, in_anglvel_scale.
    private decimal? Setting(string name)
    {
        for (var stem = _stem; stem.Length > 0; stem = stem[..Math.Max(0, stem.LastIndexOf('_'))])
        {
            if (_folder.Number(stem + name) is { } own)
            {
                return own;
            }
        }

        return _folder.Number(_stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + name);
    }
}
