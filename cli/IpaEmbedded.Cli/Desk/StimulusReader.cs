using System.Globalization;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>Makes of what people write what happens to a board; everything is looked up before anything runs.</summary>
internal sealed class StimulusReader(DeskNames names)
{
    /// <summary>How long a key stays pressed that is only pressed.</summary>
    public const long PressMicroseconds = 100_000;

    private const decimal MaxSeconds = 86400;

    private static readonly char[] Blanks = [' ', '\t', '\r'];

    /// <summary>What <c>set</c> takes: a chip, one of its values, and a number in the unit of the value.</summary>
    /// <exception cref="DeskException">It is written wrong, or the board has no such thing.</exception>
    public Stimulus Set(long time, string text)
    {
        if (Split(text) is not { } parts)
        {
            throw new DeskException(WhyNoValue(text));
        }
        SimulatedChip chip = names.Chip(parts.Chip);
        SimulatedValue value = chip.Find(parts.Value) ?? throw new DeskException(chip.ValueCount == 0 ? $"{chip.NodePath} has no values" : $"{chip.NodePath} has no value '{parts.Value}'; it has {string.Join(", ", Enumerable.Range(0, chip.ValueCount).Select(index => chip.ValueAt(index).Name))}");
        decimal steps = parts.Number * value.Scale;
        if (steps < value.Minimum || steps > value.Maximum)
        {
            throw new DeskException(string.Create(CultureInfo.InvariantCulture, $"{value.Name} of {chip.NodePath} lies between {Shown(value, value.Minimum)} and {Shown(value, value.Maximum)}{(value.Unit.Length > 0 ? " " + value.Unit : "")}, not {parts.Number}"));
        }
        return new Stimulus(time, "set " + text, () => chip.Set(value.Name, (int)decimal.Round(steps)));
    }

    /// <summary>A key is pressed for a moment.</summary>
    /// <exception cref="DeskException">The board has no such key.</exception>
    public IEnumerable<Stimulus> Press(long time, string name)
    {
        SimulatedKey key = names.Key(name);
        return [new Stimulus(time, "press " + name, key.Press), new Stimulus(time + PressMicroseconds, "release " + name, key.Release)];
    }

    /// <summary>The lines of a file: a time in seconds, what happens, and to what. An empty line and one that begins with # say nothing.</summary>
    /// <exception cref="DeskException">A line is written wrong, or names what the board does not have; the message begins with the line's number.</exception>
    public IReadOnlyList<Stimulus> ReadFile(string text)
    {
        var stimuli = new List<Stimulus>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split('#')[0].Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }
            try
            {
                stimuli.Add(Read(words));
            }
            catch (DeskException e)
            {
                throw new DeskException($"{i + 1}: {e.Message}");
            }
        }
        return stimuli;
    }

    /// <summary>Why a text is not what <c>set</c> takes; null if it is.</summary>
    public static string WhyNoValue(string text) => Split(text) is null ? $"takes CHIP.VALUE=NUMBER, such as bme280.temperature=30.5, not '{text}'" : null!;

    private static (string Chip, string Value, decimal Number)? Split(string text)
    {
        int equals = text.LastIndexOf('=');
        int dot = equals < 0 ? -1 : text.LastIndexOf('.', equals);
        return dot > 0 && dot + 1 < equals && decimal.TryParse(text[(equals + 1)..], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && Math.Abs(number) < 10_000_000_000
            ? (text[..dot], text[(dot + 1)..equals], number)
            : null;
    }

    private static decimal Shown(SimulatedValue value, int steps) => (decimal)steps / value.Scale;

    private Stimulus Read(string[] words)
    {
        if (!decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) || seconds > MaxSeconds)
        {
            throw new DeskException($"a line begins with a time in seconds, at most {MaxSeconds}, not with '{words[0]}'");
        }
        long time = (long)(seconds * 1_000_000);
        string verb = words.Length > 1 ? words[1] : "";
        string rest = string.Join(' ', words.Skip(2));
        return (verb, rest.Length > 0) switch
        {
            ("set", true) => Set(time, rest),
            ("press", true) => new Stimulus(time, $"press {rest}", names.Key(rest).Press),
            ("release", true) => new Stimulus(time, $"release {rest}", names.Key(rest).Release),
            ("drive", true) => Drive(time, rest),
            _ => throw new DeskException("after the time comes 'set CHIP.VALUE=NUMBER', 'press KEY', 'release KEY' or 'drive CONTROLLER.PIN=high|low|open'"),
        };
    }

    private Stimulus Drive(long time, string text)
    {
        int equals = text.LastIndexOf('=');
        int dot = equals < 0 ? -1 : text.LastIndexOf('.', equals);
        string level = text[(equals + 1)..];
        if (dot <= 0 || !int.TryParse(text[(dot + 1)..equals], NumberStyles.None, CultureInfo.InvariantCulture, out int pin) || level is not ("high" or "low" or "open"))
        {
            throw new DeskException($"drive takes CONTROLLER.PIN=high|low|open, such as gpioa.3=low, not '{text}'");
        }
        SimulatedGpio gpio = names.Gpio(text[..dot]);
        return pin >= gpio.PinCount ? throw new DeskException($"{gpio.NodePath} has pins 0 to {gpio.PinCount - 1}, not {pin}")
            : new Stimulus(time, "drive " + text, level == "open" ? () => gpio.Release(pin) : () => gpio.Drive(pin, level == "high"));
    }
}
