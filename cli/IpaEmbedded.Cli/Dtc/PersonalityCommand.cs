using System.CommandLine;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>A personality in the tree of commands, for help, manual pages and completions; its command line is read by itself.</summary>
internal sealed class PersonalityCommand : Command
{
    public PersonalityCommand(Personality personality, Terminal terminal)
        : base(personality.Name, personality.Description)
    {
        foreach (GetoptOption each in personality.Options.Where(each => each.Name is not ("help" or "version")))
        {
            string[] letter = each.Letter == '\0' ? [] : ["-" + each.Letter];
            Add(each.Value is null
                ? new Option<bool>("--" + each.Name, letter) { Description = each.Description }
                : Named(new Option<string[]>("--" + each.Name, letter) { Description = each.Description, HelpName = each.Value, Arity = ArgumentArity.OneOrMore }));
        }
        Add(Usage.FileNames.Names(new Argument<string[]>("FILE") { Description = "Its input; see the original's manual page.", Arity = ArgumentArity.ZeroOrMore }, Usage.FileUse.Read));
        SetAction(_ => personality.Run(["--help"], terminal));
    }

    private static Option<string[]> Named(Option<string[]> option) => option.HelpName switch
    {
        "OUT" or "DEPFILE" => Usage.FileNames.Names(option, Usage.FileUse.Written),
        "FILE" => Usage.FileNames.Names(option, Usage.FileUse.Read),
        "DIR" => Usage.FileNames.Names(option, Usage.FileUse.Directory),
        _ => option,
    };
}
