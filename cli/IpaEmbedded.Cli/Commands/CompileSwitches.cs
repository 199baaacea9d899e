using System.CommandLine;
using System.CommandLine.Parsing;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches that say how source becomes a tree and which checks it must pass, spelled alike by every command that compiles.</summary>
internal sealed class CompileSwitches
{
    private readonly IncludeSwitches _include = new();
    private readonly Option<string[]> _define = CreateDefine();
    private readonly Option<string[]> _warn = new("--warn", "-W")
    {
        Description = "Let a check report warnings, or (no-NAME) nothing; may be given several times.",
        HelpName = "[no-]CHECK",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _error = new("--error", "-E")
    {
        Description = "Let a check report errors, or (no-NAME) warnings; may be given several times.",
        HelpName = "[no-]CHECK",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "Whose rules hold: dtc-1.6 (the default), or dtc-1.8, which cuts a number that does not fit in its element, with a warning, refuses paths that a plugin leaves open, keeps the phandles of a base that an overlay has others for, and has other checks.",
    };

    private readonly Option<string?> _maxCells = NumberOption.Create("--max-cells", null, "N", "The most that #address-cells and #size-cells may be, 4 if not given.", maximum: 64);

    public CompileSwitches()
    {
        _profile.Take("dtc-1.6", "dtc-1.8");
        _warn.Validators.Add(result => RefuseUnknown(result, isError: false));
        _error.Validators.Add(result => RefuseUnknown(result, isError: true));
        _warn.CompletionSources.Add(_ => CheckTable.All.SelectMany(check => new[] { new System.CommandLine.Completions.CompletionItem(check.Name), new("no-" + check.Name) }));
        _error.CompletionSources.Add(_ => CheckTable.All.Select(check => new System.CommandLine.Completions.CompletionItem(check.Name)));
    }

    public void AddTo(Command command)
    {
        _include.AddTo(command);
        command.Add(_define);
        command.Add(_warn);
        command.Add(_error);
        command.Add(_profile);
        command.Add(_maxCells);
    }

    /// <summary>The options of a compilation, without what depends on the input.</summary>
    public CompileOptions Of(ParseResult parsed) => _include.Of(parsed) with
    {
        Defines = parsed.GetValue(_define)!,
        Release = ReleaseOf(parsed),
        Checks = ChecksOf(parsed),
    };

    private DtcRelease ReleaseOf(ParseResult parsed) => parsed.GetValue(_profile) == "dtc-1.8" ? DtcRelease.Dtc18 : DtcRelease.Dtc16;

    /// <summary>The switch for macros, alike wherever source is preprocessed.</summary>
    public static Option<string[]> CreateDefine() => new("--define", "-D")
    {
        Description = "A macro that is defined before the first line; may be given several times.",
        HelpName = "NAME[=VALUE]",
        DefaultValueFactory = _ => [],
    };

    private static void RefuseUnknown(OptionResult result, bool isError)
    {
        foreach (Token token in result.Tokens.Where(token => token.Value.Length > 0 && !new CheckOptions().TryApply(token.Value, isError)))
        {
            IEnumerable<string> names = CheckTable.All.SelectMany(check => new[] { check.Name, "no-" + check.Name });
            result.AddError($"there is no check '{token.Value}'; {Suggestion.Of(token.Value, names) ?? "'ipa explain' lists them"}");
        }
    }

    /// <summary>Switches apply from left to right, so that a later one wins over an earlier one as with dtc.</summary>
    private CheckOptions ChecksOf(ParseResult parsed)
    {
        uint? maxCells = NumberOption.ValueOf(parsed, _maxCells);
        if (parsed.GetValue(_warn)!.Length + parsed.GetValue(_error)!.Length == 0 && maxCells is null && ReleaseOf(parsed) == DtcRelease.Dtc16)
        {
            return CheckOptions.Default;
        }
        var checks = new CheckOptions { MaxCells = maxCells ?? CheckOptions.Default.MaxCells, Release = ReleaseOf(parsed) };
        for (int i = 0; i + 1 < parsed.Tokens.Count; i++)
        {
            Token token = parsed.Tokens[i];
            bool isError = token.Value is "-E" or "--error";
            if (token.Type == TokenType.Option && (isError || token.Value is "-W" or "--warn"))
            {
                checks.TryApply(parsed.Tokens[i + 1].Value, isError);
            }
        }
        return checks;
    }
}
