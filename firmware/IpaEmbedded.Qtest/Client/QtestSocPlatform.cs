using System.Globalization;
using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qtest;

/// <summary>The seams of a SoC that another process serves, so that a whole device tree boots over the socket.</summary>
public sealed class QtestSocPlatform : SocPlatform
{
    private readonly QtestHardware _hardware;
    private readonly EventLoop _loop;
    private readonly SocMap _map;

    /// <summary>Creates the seams for drivers that run on an event loop whose time is the machine's.</summary>
    public QtestSocPlatform(QtestHardware hardware, EventLoop loop, SocMap map)
    {
        _hardware = hardware;
        _loop = loop;
        _map = map;
    }

    /// <inheritdoc/>
    public override SecureMonitor SecureMonitor => new Monitor(_hardware);

    /// <inheritdoc/>
    public override RpmhLink OpenRpmh(Device device) => new Votes(_hardware);

    /// <inheritdoc/>
    public override QrtrLink OpenQrtr(string label, int remoteProcessor) => label == "modem" ? new Messages(_hardware, _loop) : null!;

    /// <inheritdoc/>
    public override RemoteProcessorControl OpenProcessor(string name) => new Processor(_hardware, name);

    /// <inheritdoc/>
    public override Mailbox OpenMailbox(Device device) => new Kicks(_hardware);

    /// <inheritdoc/>
    public override void ConnectInterrupts(GicController controller)
    {
        int[] numbers = [_map.IpaInterrupt, _map.GsiInterrupt, _map.Smp2pInterrupt, _map.AossInterrupt];
        foreach (int number in numbers)
        {
            _hardware.Connect(number, level => controller.SetLevel(number, level));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Votes(QtestHardware hardware) : RpmhLink
    {
        public override void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count)
        {
            string votes = string.Concat(Enumerable.Range(0, count).Select(i => Text($" 0x{addresses[i]:x} 0x{data[i]:x} {(waits[i] ? 1 : 0)}")));
            hardware.Execute(Text($"rpmh_send {(int)state}") + votes);
        }

        public override void Invalidate() => hardware.Execute("rpmh_invalidate");
    }

    private sealed class Kicks(QtestHardware hardware) : Mailbox
    {
        public override void Kick(int channel) => hardware.Execute(Text($"mailbox_kick {channel}"));
    }

    private sealed class Processor(QtestHardware hardware, string name) : RemoteProcessorControl
    {
        public override void Start() => hardware.Execute("processor_start " + name);

        public override void Stop() => hardware.Execute("processor_stop " + name);
    }

    private sealed class Monitor(QtestHardware hardware) : SecureMonitor
    {
        public override bool Supports(uint peripheralId) => Call(Text($"smc_supports {peripheralId}")) == 1;

        public override int InitializeImage(uint peripheralId, ulong metadataAddress, int metadataSize)
        {
            hardware.Mirror.Send(barrier: true);
            return Call(Text($"smc_initialize {peripheralId} 0x{metadataAddress:x} {metadataSize}"));
        }

        public override int SetUpMemory(uint peripheralId, ulong address, ulong size) => Call(Text($"smc_memory {peripheralId} 0x{address:x} 0x{size:x}"));

        public override int AuthenticateAndReset(uint peripheralId)
        {
            hardware.Mirror.Send(barrier: true);
            return Call(Text($"smc_start {peripheralId}"));
        }

        public override int ShutDown(uint peripheralId) => Call(Text($"smc_stop {peripheralId}"));

        private int Call(string command) => int.Parse(hardware.Execute(command), CultureInfo.InvariantCulture);
    }

    /// <summary>The message bus: the machine pulses when it has something, a poll fetches it.</summary>
    private sealed class Messages : QrtrLink
    {
        private readonly QtestHardware _hardware;
        private readonly Arrivals _arrivals;

        public Messages(QtestHardware hardware, EventLoop loop)
        {
            _hardware = hardware;
            _arrivals = new Arrivals(hardware);
            hardware.Connect(QtestMachine.MessageInterrupt, raised =>
            {
                if (raised)
                {
                    loop.Schedule(_arrivals);
                }
            });
        }

        public override void Open(QrtrLinkHandler handler)
        {
            _arrivals.Handler = handler;
            _hardware.Execute("qrtr_open");
        }

        public override bool Send(byte[] packet, int length) => _hardware.Execute("qrtr_send " + Convert.ToBase64String(packet, 0, length)) == "1";
    }

    private sealed class Arrivals(QtestHardware hardware) : Poll
    {
        public QrtrLinkHandler? Handler { get; set; }

        public override int Run(int budget)
        {
            for (int done = 0; done < budget; done++)
            {
                string[] words = hardware.Execute("qrtr_receive").Split(' ');
                switch (words[0])
                {
                    case "up":
                        Handler!.OnUp();
                        break;
                    case "down":
                        Handler!.OnDown();
                        break;
                    case "packet" when words.Length == 2:
                        byte[] packet = Convert.FromBase64String(words[1]);
                        Handler!.OnPacket(packet, packet.Length);
                        break;
                    default:
                        return done;
                }
            }
            return budget;
        }
    }
}
