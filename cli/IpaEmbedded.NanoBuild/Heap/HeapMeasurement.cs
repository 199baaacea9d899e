using System.Globalization;
using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Measures on this machine what the simulated IPA takes of a board's heap: compiles the very sources that the board gets for the runtime that is here, runs them in a process
/// of their own, and adds up what is alive afterwards in the sizes of the target.
/// </summary>
public sealed class HeapMeasurement
{
    private const string AssemblyInfo = "AssemblyInfo.cs";
    private const string Name = "heap";
    // The application's own entry point: here the program's stands in its place.
    private const string EntryPoint = "boards/nano/Program.cs";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    // The runtime's parts that the sources and the program use.
    private static readonly string[] Parts =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Collections", "System.Collections.NonGeneric", "System.Linq", "System.Runtime.Extensions", "System.Threading",
    ];

    private readonly DotnetSdk _sdk;
    private readonly WorkFolder _work;
    private readonly string _program;

    private HeapMeasurement(DotnetSdk sdk, WorkFolder work, string program)
    {
        _sdk = sdk;
        _work = work;
        _program = program;
    }

    /// <summary>Compiles the program.</summary>
    /// <param name="sdk">The SDK.</param>
    /// <param name="work">Where the program is made; it stays there.</param>
    /// <param name="firmware">The folder <c>firmware</c>.</param>
    /// <exception cref="NanoBuildException">The compiler does not run, or refuses the sources.</exception>
    public static HeapMeasurement Prepare(DotnetSdk sdk, WorkFolder work, string firmware)
    {
        string runtime = Runtime(sdk);
        // All rooms are one assembly here, which can say only once what it is.
        IEnumerable<string> sources = RoomTable.Of(FirmwareVariant.IpaSimulated).SelectMany(room => room.Files(firmware))
            .Where(file => file != EntryPoint && Path.GetFileName(file) != AssemblyInfo).Select(file => Path.Combine(firmware, file))
            .Append(work.Write("HeapProgram.cs", Encoding.UTF8.GetBytes(HeapProgram.Text)))
            .Append(work.Write("Pins.cs", Encoding.UTF8.GetBytes(HeapProgram.Pins)));
        var compiler = new CSharpCompiler(sdk, work, [(firmware, "/_/firmware")]);
        Compilation compiled = compiler.Compile(Name, sources, Parts.Select(part => Path.Combine(runtime, part + ".dll")).Where(File.Exists), BuildConfiguration.Release, isApplication: true, warningsAreErrors: false);
        if (compiled.Image is null)
        {
            throw new NanoBuildException("the sources do not compile for this machine: " + string.Join(" | ", compiled.Messages.Where(message => message.IsError).Take(4).Select(message => message.Text)));
        }
        string version = Path.GetFileName(runtime);
        work.Write(Name + ".runtimeconfig.json", Encoding.UTF8.GetBytes("""{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"VERSION"}}}""".Replace("VERSION", version, StringComparison.Ordinal)));
        return new HeapMeasurement(sdk, work, compiler.DllOf(Name));
    }

    /// <summary>Runs the board of a compiled tree and measures it.</summary>
    /// <exception cref="NanoBuildException">The board does not boot; what it said last is in the message.</exception>
    public HeapUse Measure(byte[] tree)
    {
        ToolRun run = ToolRun.Of(_sdk.Host, ["exec", "--runtimeconfig", Path.ChangeExtension(_program, ".runtimeconfig.json"), _program, _work.Write("heap.dtb", tree)], _work.Path, Longest);
        string last = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        string[] words = last.Split(' ');
        return run.ExitCode == 0 && words is [HeapProgram.Marker, var live, var objects]
            ? new HeapUse(long.Parse(live, CultureInfo.InvariantCulture), int.Parse(objects, CultureInfo.InvariantCulture))
            : throw new NanoBuildException($"the board does not boot on this machine{(run.IsTimedOut ? ", its time was over" : "")}: {(run.Error + last).Trim()}");
    }

    private static string Runtime(DotnetSdk sdk)
    {
        string folder = Path.Combine(Path.GetDirectoryName(sdk.Host)!, "shared", "Microsoft.NETCore.App");
        string? newest = Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).OrderByDescending(path => Version.TryParse(Path.GetFileName(path).Split('-')[0], out Version? version) ? version : new Version(0, 0)).FirstOrDefault()
            : null;
        return newest ?? throw new NanoBuildException($"{folder} has no runtime");
    }
}
