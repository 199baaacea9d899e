using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A running <c>ipa run</c> whose interface is up; the test is inconclusive where this machine has no TUN interfaces.</summary>
internal sealed partial class TunProcess : IDisposable
{
    private const int TimeoutMilliseconds = 20000;

    private readonly Process _process;

    public TunProcess(string name, string address, params string[] more)
    {
        Require();
        ProcessStartInfo start = SignalledCommand.StartInfo(["run", "--tun", name, "--address", address, "--for", "60", .. more]);
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        string line = _process.StandardOutput.ReadLine() ?? "";
        if (!line.Contains($" is up as {address}; behind the modem ", StringComparison.Ordinal))
        {
            _process.Kill();
            Assert.Fail($"{line}\n{_process.StandardError.ReadToEnd()}");
        }
    }

    /// <summary>The test is inconclusive where this machine has no TUN interfaces.</summary>
    public static void Require()
    {
        try
        {
            TunInterface.Create("ipatest%d").Dispose();
        }
        catch (IOException e)
        {
            Assert.Inconclusive("/dev/net/tun: " + e.Message);
        }
    }

    /// <summary>The words of a line of the process's status as the kernel tells it, of its first thread and of every other.</summary>
    public IReadOnlyList<string> StatusOfThreads(string line) =>
        [.. Directory.GetDirectories($"/proc/{_process.Id}/task")
            .Select(task => File.ReadLines(Path.Combine(task, "status")).Single(text => text.StartsWith(line + ":", StringComparison.Ordinal))[(line.Length + 1)..].Trim())
            .Distinct()];

    /// <summary>Processor time that the command takes while so much time passes.</summary>
    public TimeSpan ProcessorTimeOf(TimeSpan duration)
    {
        TimeSpan before = _process.TotalProcessorTime;
        Assert.IsFalse(_process.WaitForExit(duration), "the command has ended");
        _process.Refresh();
        return _process.TotalProcessorTime - before;
    }

    /// <summary>Interrupts the command as Ctrl-C does: it says how many packets went each way, that none was lost, and has no complaint.</summary>
    public void AssertEndsCleanly(int packetsAtLeast)
    {
        _process.Signal("INT");
        Assert.IsTrue(_process.WaitForExit(TimeoutMilliseconds), "Ctrl-C has not ended the command");
        string summary = _process.StandardOutput.ReadToEnd();
        Assert.AreEqual("", _process.StandardError.ReadToEnd());
        Assert.AreEqual(0, _process.ExitCode);
        Match counts = Counts().Match(summary);
        Assert.IsTrue(counts.Success, summary);
        Assert.IsGreaterThanOrEqualTo(packetsAtLeast, int.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture), summary);
        Assert.IsGreaterThanOrEqualTo(packetsAtLeast, int.Parse(counts.Groups[2].Value, CultureInfo.InvariantCulture), summary);
    }

    /// <summary>Interrupts the command as Ctrl-C does; what it says in the end.</summary>
    public string End()
    {
        _process.Signal("INT");
        Assert.IsTrue(_process.WaitForExit(TimeoutMilliseconds), "Ctrl-C has not ended the command");
        return _process.StandardOutput.ReadToEnd();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    [GeneratedRegex(": ([0-9]+) packets sent, ([0-9]+) received, 0 lost\n$")]
    private static partial Regex Counts();
}
