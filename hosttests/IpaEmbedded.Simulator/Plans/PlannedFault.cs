using System.Globalization;

namespace IpaEmbedded.Simulator;

/// <summary>One fault of a plan.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="At">Its occasion, counted from 1, or how often.</param>
/// <param name="Value">What else the fault needs to know.</param>
/// <param name="Every">After how many occasions more it happens again, and so on; 0 for once.</param>
public readonly record struct PlannedFault(SimulatedFault Fault, int At, int Value, int Every)
{
    private const int MostNumber = 100_000_000;

    /// <summary>Draws when and how a fault happens.</summary>
    internal static PlannedFault Draw(SimulatedFault fault, SeededNumbers numbers) =>
        new(fault, fault.At(numbers), fault.Value(numbers), fault.Repeats && numbers.OneIn(3) ? Math.Max(fault.LeastEvery, fault.At(numbers)) : 0);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static PlannedFault? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length is 3 or 4 && SimulatedFaults.Find(parts[0]) is { } fault
            && NumberOf(parts[1]) is { } at && at > 0 && NumberOf(parts[2]) is { } value && value <= fault.MostValue
            && (parts.Length == 3 ? 0 : NumberOf(parts[3])) is { } every && (parts.Length == 3 || (every > 0 && fault.Repeats))
            ? new PlannedFault(fault, at, value, every)
            : null;
    }

    /// <summary>As a plan writes it: <c>refused-votes:3:15000</c>, or <c>drop-interrupt:9:0:40</c> for every fortieth from the ninth on.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fault.Name}:{At}:{Value}") + (Every > 0 ? string.Create(CultureInfo.InvariantCulture, $":{Every}") : "");

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= MostNumber ? number : null;
}
