namespace IpaEmbedded.Cli.Commands;

/// <summary>The joined spelling of dtc's switches (<c>-Wno-unit_address_vs_reg</c>), which the parser only knows with a blank.</summary>
internal static class JoinedSwitches
{
    /// <summary>Arguments of <c>ipa dt</c> with each joined switch taken apart; all others as they are.</summary>
    public static string[] Split(string[] args)
    {
        if (args[0] != "dt")
        {
            return args;
        }
        int end = Array.IndexOf(args, "--");
        return [.. args.SelectMany((arg, i) => arg.Length > 2 && arg[0] == '-' && arg[1] is ('W' or 'E') && (end < 0 || i < end) ? new[] { arg[..2], arg[2..] } : [arg])];
    }
}
