using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>The texts of <c>__LINE__</c>, <c>__DATE__</c> and their like.</summary>
/// <param name="options">Says the time, where the build states one, and where files come from.</param>
/// <param name="includeLevel">Says how many files are open around the present one.</param>
internal sealed class BuiltInMacros(CompileOptions options, Func<int> includeLevel)
{
    private int _counter;
    private DateTime? _now;

    /// <summary>Every name.</summary>
    public static IReadOnlyList<(string Name, BuiltInMacro Macro)> Names { get; } =
    [
        ("__LINE__", BuiltInMacro.Line), ("__FILE__", BuiltInMacro.File), ("__BASE_FILE__", BuiltInMacro.BaseFile), ("__INCLUDE_LEVEL__", BuiltInMacro.IncludeLevel),
        ("__COUNTER__", BuiltInMacro.Counter), ("__DATE__", BuiltInMacro.Date), ("__TIME__", BuiltInMacro.Time), ("__TIMESTAMP__", BuiltInMacro.Timestamp),
    ];

    /// <summary>Path of the file that was given to the compiler.</summary>
    public string BaseFile { get; set; } = "";

    /// <summary>The text of a macro that is used at a place; text in quotes, or a number.</summary>
    public string TextOf(BuiltInMacro macro, SourceSpan place) => macro switch
    {
        BuiltInMacro.Line => Number(place.Start.Line),
        BuiltInMacro.IncludeLevel => Number(includeLevel()),
        BuiltInMacro.Counter => Number(_counter++),
        BuiltInMacro.BaseFile => Quoted(BaseFile),
        BuiltInMacro.Date => Quoted(Now.ToString("MMM ", CultureInfo.InvariantCulture) + Day(Now) + Now.ToString(" yyyy", CultureInfo.InvariantCulture)),
        BuiltInMacro.Time => Quoted(Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        BuiltInMacro.Timestamp => Quoted(options.Files.LastWriteTime(place.File.Path) is { } time
            ? time.ToString("ddd MMM ", CultureInfo.InvariantCulture) + Day(time) + time.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture)
            : "??? ??? ?? ??:??:?? ????"),
        _ => Quoted(place.Start.FileName),
    };

    // SOURCE_DATE_EPOCH: a build that is to give the same bytes each time states the time, in seconds since 1970, and then means UTC.
    private DateTime Now => _now ??= options.SourceDateEpoch is { } seconds ? DateTime.UnixEpoch.AddSeconds(seconds) : TimeProvider.System.GetLocalNow().DateTime;

    private static string Day(DateTime time) => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
