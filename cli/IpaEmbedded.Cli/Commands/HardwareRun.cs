using System.CommandLine;
using System.CommandLine.Parsing;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Devices;
using IpaEmbedded.Boards.Linux.Interrupts;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches of <c>ipa run</c> for real hardware: the plan of its windows is printed, and with <c>--hardware</c> carried out.</summary>
internal sealed class HardwareRun
{
    // The interrupt controllers whose lines UIO devices deliver.
    private static readonly string[] InterruptControllers = ["arm,gic-400", "arm,cortex-a15-gic", "arm,gic-v3"];

    private readonly Terminal _terminal;
    private readonly Option<bool> _hardware = new("--hardware") { Description = "Use this machine's own hardware as the plan says, instead of simulating it." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print which windows of this machine's hardware would be opened and why others are refused; open nothing." };
    private readonly Option<bool> _devMem = new("--dev-mem") { Description = "Let /dev/mem serve windows of the allow list that no UIO device has." };

    public HardwareRun(Terminal terminal) => _terminal = terminal;

    public void AddTo(Command command)
    {
        command.Add(_hardware);
        command.Add(_dryRun);
        command.Add(_devMem);
    }

    /// <summary>Whether the command line is about this machine's own hardware.</summary>
    public bool IsAsked(CommandResult result) => result.GetValue(_hardware) || result.GetValue(_dryRun);

    /// <summary>Whether devices are opened, not only planned.</summary>
    public bool Opens(ParseResult parsed) => parsed.GetValue(_hardware) && !parsed.GetValue(_dryRun);

    /// <summary>Prints the plan, and brings up the tree's devices if that was asked for.</summary>
    public int Run(ParseResult parsed, byte[] blob, bool keepsPrivileges, CancellationToken end)
    {
        bool opens = Opens(parsed);
        if (!OperatingSystem.IsLinux())
        {
            throw new CommandFailure(ExitCode.Files, "hardware is reached on Linux only");
        }
        try
        {
            IReadOnlyList<UioDevice> devices = UioDevice.List();
            var options = new HardwareOptions { Devices = devices, Iomem = parsed.GetValue(_devMem) ? IomemText.Read() : null };
            using var board = new LinuxBoard(blob, null, options);
            using var interrupts = new UioInterruptController(board.Loop, board.Time, devices);
            RuntimeDrivers.Register(board.Drivers);
            board.Drivers.Add(new ProviderDriver(InterruptControllers, interrupts));
            board.Drivers.Add(new IpaPlatformDriver(new SocServices(new KernelOwnedSoc()), null!));
            Print(board.Plan, opens);
            if (!opens)
            {
                return ExitCode.Fine;
            }
            board.Platform.Probe();
            int bound = PrintDevices(board.Platform);
            if (bound == 0)
            {
                throw new CommandFailure(ExitCode.BootFailed, "no device came up");
            }
            if (!keepsPrivileges)
            {
                Privileges.Drop();
            }
            board.Run(end);
            return ExitCode.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProbeException)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
    }

    private void Print(HardwarePlan plan, bool opens)
    {
        foreach (PlannedWindow window in plan.Windows)
        {
            _terminal.Out.WriteLine(ShownText.Escape(window.ToString()));
        }
        int refused = plan.Windows.Count(window => window.Refusal is not null);
        string what = opens ? "drivers open what they ask for" : "nothing was opened; --hardware does it";
        _terminal.Out.WriteLine($"{plan.Windows.Count} windows, {refused} refused: {what}");
    }

    private int PrintDevices(Platform platform)
    {
        int bound = 0;
        for (int i = 0; i < platform.DeviceCount; i++)
        {
            Device device = platform.DeviceAt(i);
            if (device.State == DeviceState.NoDriver)
            {
                continue;
            }
            bool isBound = device.State == DeviceState.Bound;
            bound += isBound ? 1 : 0;
            _terminal.Out.WriteLine(ShownText.Escape($"{device.NodePath}: {(isBound ? "bound" : device.Reason)}"));
        }
        _terminal.Out.Flush();
        return bound;
    }
}
