using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Cli.Wireshark;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa wireshark</c>: a dissector for what <c>--capture</c> records.</summary>
internal sealed class WiresharkCommands
{
    private const string FileName = "ipa.lua";

    private readonly Terminal _terminal;
    private readonly Option<string?> _folder = new Option<string?>("--folder") { Description = "Where Wireshark looks for plugins, if that is not its usual folder.", HelpName = "DIR" }.Names(FileUse.Directory);

    public WiresharkCommands(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var install = new Command("install", "Put the dissector into your folder of Wireshark plugins.") { _folder };
        install.SetAction(Install);
        var print = new Command("print", "Print the dissector, a Lua script.");
        print.SetAction(_ =>
        {
            _terminal.Out.Write(DissectorText.Text);
            return ExitCode.Fine;
        });
        return new Command("wireshark", "A dissector for the QMAP and QMI of captures, in Wireshark and tshark.") { install, print };
    }

    private int Install(ParseResult parsed)
    {
        string folder = parsed.GetValue(_folder) ?? PluginFolder();
        OutputFile.CreateFolder(folder);
        string path = Path.Combine(folder, FileName);
        OutputFile.Write(path, Encoding.UTF8.GetBytes(DissectorText.Text));
        if (!_terminal.IsQuiet)
        {
            _terminal.Out.WriteLine($"{ShownText.Escape(path)}: Wireshark reads it when it starts next, or after Analyze > Reload Lua Plugins");
        }
        return ExitCode.Fine;
    }

    // The personal plugin folders of Wireshark's own documentation ("Plugin folders").
    private static string PluginFolder() => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Wireshark", "plugins")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".local", "lib", "wireshark", "plugins");
}
