using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary>
/// The switches that say which bindings trees are validated by, the same for every command that has them. Earlier ones win:
/// those named, then those of the checkout that holds the tree, then ours.
/// </summary>
internal sealed class BindingSwitches
{
    private readonly Option<string[]> _bindings = new Option<string[]>("--bindings")
    {
        Description = "Binding files to use besides those that come with ipa, and before them; may be given several times.",
        HelpName = "DIR|FILE",
        DefaultValueFactory = _ => [],
    }.Names(FileUse.Read);

    private readonly Option<bool> _only = new("--only-bindings") { Description = "Use only the bindings that --bindings names, and the core schemas." };

    private readonly Option<bool> _noCheckout = new("--no-checkout")
    {
        Description = "Do not use the bindings of the Linux or U-Boot checkout that holds the tree; where it has a binding for a compatible, ipa's own is not used.",
    };

    private readonly Option<string?> _core = new Option<string?>("--core")
    {
        Description = "An installed dt-schema, or the directory of core schemas, to use instead of what comes with ipa.",
        HelpName = "DIR",
    }.Names(FileUse.Directory);

    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Compile the bindings anew and keep nothing of them; otherwise IPA_CACHE is where they are kept compiled, by default ~/.cache/ipaembedded." };

    private readonly bool _looksForCheckout;
    private readonly Dictionary<string, UsedBindings> _loaded = new(StringComparer.Ordinal);

    /// <param name="looksForCheckout">Whether the bindings of the checkout that holds a tree are used without being named.</param>
    public BindingSwitches(bool looksForCheckout)
    {
        _looksForCheckout = looksForCheckout;
    }

    public void AddTo(Command command)
    {
        command.Add(_bindings);
        command.Add(_only);
        command.Add(_core);
        command.Add(_noCache);
        if (_looksForCheckout)
        {
            command.Add(_noCheckout);
        }
        command.Validators.Add(result =>
        {
            if (result.GetValue(_only) && result.GetValue(_bindings) is null or [])
            {
                result.AddError("--only-bindings needs --bindings, which names them");
            }
        });
    }

    /// <summary>The bindings for a tree; those of one checkout are loaded once.</summary>
    /// <exception cref="CommandFailure">A directory or file that the command line names is not there.</exception>
    public UsedBindings Load(ParseResult parsed, string tree) => Load(parsed, tree, []);

    /// <summary>The same with others before all of them.</summary>
    /// <exception cref="CommandFailure">A directory or file that the command line names is not there.</exception>
    public UsedBindings Load(ParseResult parsed, string tree, IReadOnlyList<BindingSource> first)
    {
        Checkout? checkout = _looksForCheckout && !parsed.GetValue(_noCheckout) && !parsed.GetValue(_only) ? Checkout.OfFile(tree) : null;
        string key = string.Join('\n', [checkout?.Root ?? "", .. first.Select(each => each.Path)]);
        if (!_loaded.TryGetValue(key, out UsedBindings? used))
        {
            BindingSource? theirs = checkout is { HasSchemas: true, Bindings: { } bindings } ? new BindingSource(bindings, $"the {checkout.Name} checkout ({ShownPath.Of(bindings)})") : null;
            used = new UsedBindings(BindingSet.Load([.. first, .. Sources(parsed, theirs)], parsed.GetValue(_noCache) || first.Count > 0 ? null : RuleCache.Open()), checkout, theirs);
            _loaded.Add(key, used);
        }
        return used;
    }

    /// <summary>The directory of core schemas that the command line names; null for ours.</summary>
    /// <exception cref="CommandFailure">There is no such directory.</exception>
    public string? CoreOf(ParseResult parsed)
    {
        if (parsed.GetValue(_core) is not { } directory)
        {
            return null;
        }
        if (!Directory.Exists(directory))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {directory}: there is no such directory");
        }
        // The package holds them beside its meta-schemas.
        return Directory.Exists(Path.Combine(directory, "meta-schemas")) ? Path.Combine(directory, "schemas") : directory;
    }

    private IEnumerable<BindingSource> Sources(ParseResult parsed, BindingSource? checkout)
    {
        foreach (string path in parsed.GetValue(_bindings)!)
        {
            if (!Path.Exists(path))
            {
                throw new CommandFailure(ExitCode.Files, $"cannot read {path}: there is no such file or directory");
            }
            yield return new BindingSource(path, ShownPath.Of(path));
        }
        if (checkout is not null)
        {
            yield return checkout;
        }
        yield return Core(CoreOf(parsed), isAlone: parsed.GetValue(_only));
        if (!parsed.GetValue(_only))
        {
            yield return new BindingSource(ToolFiles.Schemas, "ipa") { Except = ToolFiles.Core, Yields = true };
        }
    }

    // Core rules do not yield: what a binding says of a bus comes on top of what every bus has to be.
    private static BindingSource Core(string? directory, bool isAlone) => directory is null
        ? new BindingSource(ToolFiles.Core, isAlone ? "ipa's core" : "ipa")
        : new BindingSource(directory, $"the core in {ShownPath.Of(directory)}");
}
