using System.CommandLine;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Boards.Linux.Nodes;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Desk;

/// <summary><c>ipa run --hardware</c> and <c>--dry-run</c> for a tree without an IPA: this machine's own pins and buses.</summary>
internal sealed class DeskHardware(Terminal terminal, KernelDevices kernel)
{
    /// <summary>Prints the plan, and brings up the tree's devices if they are to be opened.</summary>
    /// <exception cref="CommandFailure">This machine does not let anything be opened.</exception>
    public int Run(byte[] blob, bool opens, CancellationToken end)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new CommandFailure(ExitCode.Files, "hardware is reached on Linux only");
        }
        using var board = new LinuxDeviceBoard(blob, kernel, IotBindings.Register);
        IReadOnlyList<PlannedDevice> plan = board.Plan;
        foreach (PlannedDevice device in plan)
        {
            terminal.Out.WriteLine(ShownText.Escape(device.ToString()));
        }
        int missing = plan.Count(device => device.Use == PlannedUse.Missing);
        terminal.Out.WriteLine($"{plan.Count} controllers and chips, {missing} missing: {(opens ? "drivers open what they ask for" : "nothing was opened; --hardware does it")}");
        terminal.Out.Flush();
        return opens ? Open(board, end) : ExitCode.Fine;
    }

    private int Open(LinuxDeviceBoard board, CancellationToken end)
    {
        board.Probe();
        var run = new DeskRun(board.Platform, null, changed =>
        {
            terminal.Out.WriteLine(ShownText.Escape($"{DeskText.Seconds(changed.Microseconds),9}  {changed.Text}"));
            terminal.Out.Flush();
        });
        DeskText.WriteDevices(terminal, run.Now, null, terminal.IsVerbose);
        DeskText.WriteState(terminal, run.Now);
        terminal.Out.Flush();
        if (run.Now.Devices.All(device => !device.IsBound))
        {
            throw new CommandFailure(ExitCode.BootFailed, "no device came up; files of /dev want root or their groups (gpio, i2c, spi)");
        }
        run.Schedule([]);
        board.Run(end);
        return ExitCode.Fine;
    }
}
