using System.Globalization;

namespace IpaEmbedded.Cli.Top;

/// <summary>Numbers and lines of the live view as text; the whole view where there is no terminal.</summary>
public static class TopText
{
    /// <summary>A moment in one line.</summary>
    public static string Line(TopSnapshot now, TopRates rates) => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds(now.Microseconds)} to modem {Rate(rates.SentPackets)} packets/s {Size(rates.SentBytes)}/s, from modem {Rate(rates.ReceivedPackets)} packets/s {Size(rates.ReceivedBytes)}/s, rings {string.Join(' ', now.Rings.Select(ring => $"{ring.Name}={ring.Elements}/{ring.Limit}"))}, power {Power(now)}, modem {Modem(now)}, {Violations(now)}");

    /// <summary>Seconds with one digit.</summary>
    public static string Seconds(long microseconds) => (microseconds / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>A number per second: whole ones where they are large.</summary>
    public static string Rate(double perSecond) => perSecond.ToString(perSecond is > 0 and < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>Bytes as people read them.</summary>
    public static string Size(double bytes) => bytes switch
    {
        >= 1e6 => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
        >= 1e4 => (bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " kB",
        _ => bytes.ToString("0", CultureInfo.InvariantCulture) + " B",
    };

    /// <summary>State of the power.</summary>
    public static string Power(TopSnapshot now) => now.IsPowered ? string.Create(CultureInfo.InvariantCulture, $"on, {now.ClockHertz / 1e6:0.#} MHz") : "off";

    /// <summary>State of the modem.</summary>
    public static string Modem(TopSnapshot now) => $"{now.Modem}{(now.IsReady ? "" : ", no interface")}, {Counted.Of(now.Crashes, "crash", "crashes")}";

    /// <summary>What the sanitizer saw.</summary>
    public static string Violations(TopSnapshot now) => Counted.Of(now.Violations, "violation");
}
