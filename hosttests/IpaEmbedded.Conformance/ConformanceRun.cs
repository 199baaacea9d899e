using IpaEmbedded.Conformance.Recording;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance;

/// <summary>Drives the driver through a scenario on the fake, in which hardware acts at once, and writes its trace.</summary>
public sealed class ConformanceRun
{
    private const long StepMicroseconds = 1000;
    private const long TrafficMicroseconds = 3000;
    private const long IdleMicroseconds = 600000;
    private const int StopsAgain = 1;
    private const int GenericRetries = 2;
    private const byte LogInfo = 2;

    private readonly EventLoop _loop;
    private readonly ConformanceHardware _hardware;
    private readonly IpaData _data;
    private readonly TraceWriter _trace;
    private readonly ConformancePlatform _platform;
    private readonly IpaDriver _driver;
    private readonly Scenario _scenario;

    /// <summary>Prepares a run on the fake chip in this process.</summary>
    public ConformanceRun(string compatible, Scenario scenario, TextWriter output)
        : this(compatible, scenario, output, new FakeConformanceHardware(compatible))
    {
    }

    /// <summary>Prepares a run on a chip of this kind, wherever it is.</summary>
    public ConformanceRun(string compatible, Scenario scenario, TextWriter output, ConformanceHardware hardware)
    {
        _scenario = scenario;
        _hardware = hardware;
        _loop = hardware.Loop;
        IpaData data = IpaVersions.ForCompatible(compatible);
        if (scenario.AsksForRepeats)
        {
            hardware.StopAgain(StopsAgain);
            hardware.RetryGeneric(GsiOpcode.GenericHaltChannel, GenericRetries);
            hardware.RetryGeneric(GsiOpcode.GenericDisableFlowControl, GenericRetries);
        }
        _trace = new TraceWriter(output, _loop);
        _platform = new ConformancePlatform(hardware, data, _trace, scenario.Loader);
        _driver = new IpaDriver(_platform.Resources);
        _data = _driver.Data;
    }

    /// <summary>The chip in this process, for a look at its inside.</summary>
    /// <exception cref="InvalidOperationException">The chip is in another process.</exception>
    public FakeChip Chip => (_hardware as FakeConformanceHardware)?.Chip ?? throw new InvalidOperationException("the chip is in another process");

    /// <summary>The driver.</summary>
    public IpaDriver Driver => _driver;

    /// <summary>Runs every step.</summary>
    public void Run()
    {
        _trace.Append("meta", $"\"format\":\"ipa-oracle-1\",\"version\":\"v{_data.VersionName}\",\"compatible\":\"{_data.Compatible}\",\"mem_baddr\":\"0x0\",\"modem_init\":{(_scenario.Loader == GsiFirmwareLoader.Modem ? "true" : "false")}");
        foreach (string step in _scenario.Steps)
        {
            _hardware.BeginStep(step);
            _trace.BeginStep(step);
            Apply(step);
            if (step != "end") { _loop.Run(StepMicroseconds); }
        }
        foreach (string violation in _hardware.Violations.Split('\n', StringSplitOptions.RemoveEmptyEntries)) { _trace.Write("viol", $"\"text\":\"{violation.Replace('"', '\'')}\""); }
    }

    private void Apply(string step)
    {
        switch (step)
        {
            case "probe":
                _driver.Probe();
                _loop.RunPending();
                break;
            case "modem_up":
                Notify(RemoteProcessorEvent.BeforePowerup, false);
                Notify(RemoteProcessorEvent.AfterPowerup, false);
                break;
            case "setup":
                _platform.SetupReady.Raise();
                _loop.RunPending();
                break;
            case "clock_query":
                _platform.ClockQuery.Raise();
                _loop.RunPending();
                break;
            case "handshake":
                Say(_platform.ScriptedModem.AnnounceService);
                FinishMicrocontroller();
                Say(_platform.ScriptedModem.SendIndicationRegister);
                Say(_platform.ScriptedModem.SendDriverInitComplete);
                break;
            case "handshake_alt":
                Say(_platform.ScriptedModem.SendIndicationRegister);
                Say(_platform.ScriptedModem.SendDriverInitComplete);
                FinishMicrocontroller();
                Say(_platform.ScriptedModem.AnnounceService);
                break;
            case "handshake2":
                Say(_platform.ScriptedModem.AnnounceService);
                Say(_platform.ScriptedModem.SendIndicationRegister);
                break;
            case "open" or "open2":
                _driver.Interface.Open();
                _driver.Interface.SetSink(new Discard());
                _loop.RunPending();
                break;
            case "stop" or "stop2":
                _driver.Interface.Stop();
                _loop.RunPending();
                break;
            case "crash" or "modem_stop":
                Notify(RemoteProcessorEvent.BeforeShutdown, step == "crash");
                Notify(RemoteProcessorEvent.AfterShutdown, step == "crash");
                Say(_platform.ScriptedModem.SendBye);
                break;
            case "system_suspend":
                _driver.SystemSuspend();
                break;
            case "system_resume":
                _driver.SystemResume();
                _loop.RunPending();
                break;
            case "idle":
                _loop.Run(IdleMicroseconds);
                break;
            case "suspend_irq":
                _hardware.RaiseSuspend(_data.Endpoint(EndpointName.ApModemRx).Id);
                _loop.RunPending();
                break;
            case "uc_event":
                _hardware.RaiseMicrocontrollerEvent(LogInfo);
                _platform.Watch.Forget();
                _loop.RunPending();
                break;
            case "remove":
                _driver.Remove();
                _loop.RunPending();
                break;
            default:
                Traffic(step);
                break;
        }
    }

    private void Traffic(string step)
    {
        switch (step)
        {
            case "tx3":
                Transmit(ConformancePackets.Ipv4(100, 1), false);
                Transmit(ConformancePackets.Ipv4(1400, 2), false);
                Transmit(ConformancePackets.Ipv6(120, 3, 0x444b), false);
                break;
            case "tx1":
                Transmit(ConformancePackets.Ipv4(100, 4), false);
                break;
            case "tx_more":
                Transmit(ConformancePackets.Ipv4(60, 5), true);
                Transmit(ConformancePackets.Ipv4(61, 6), true);
                Transmit(ConformancePackets.Ipv4(62, 7), false);
                break;
            case "tx_bad":
                _driver.Interface.Transmit(new byte[40], 0, 40, 0x0800, false);
                _driver.Interface.Transmit([], 0, 0, ModemInterface.MapProtocol, false);
                return;
            case "tx_flood":
                Flood();
                break;
            case "rx3":
                Receive(EndpointName.ApModemRx, ConformancePackets.ThreeDownlink(_data.InlineChecksum));
                _loop.RunPending();
                break;
            case "rx_wrap":
                for (int i = 0; i < 300; i++)
                {
                    Receive(EndpointName.ApModemRx, ConformancePackets.Downlink(ConformancePackets.Ipv4(40, i), _data.InlineChecksum));
                    if (i % 3 == 2) { _loop.RunPending(); }
                }
                _loop.RunPending();
                break;
            case "lan_exc":
                Receive(EndpointName.ApLanRx, ConformancePackets.LanException(_data.Endpoint(EndpointName.ApModemTx).Id, _data.Endpoint(EndpointName.ApLanRx).Id, _data.WideEndpointIds));
                _loop.RunPending();
                break;
            default:
                return;
        }
        _loop.Run(TrafficMicroseconds);
    }

    private void Flood()
    {
        int channel = _data.Endpoint(EndpointName.ApModemTx).Channel;
        _hardware.Hold(channel, true);
        for (int i = 0; Send(ConformancePackets.Ipv4(40, i), false) == TransmitStatus.Accepted; i++) { }
        _hardware.Hold(channel, false);
        _loop.Run(TrafficMicroseconds);
        for (int i = 0; i < 30; i++) { Transmit(ConformancePackets.Ipv4(40, i), false); }
    }

    private void Transmit(byte[] packet, bool moreFollows)
    {
        if (Send(packet, moreFollows) != TransmitStatus.Busy) { return; }
        _loop.RunPending();
        Send(packet, moreFollows);
    }

    private TransmitStatus Send(byte[] packet, bool moreFollows)
    {
        byte[] frame = ConformancePackets.Uplink(packet, _data.InlineChecksum);
        TransmitStatus status = _driver.Interface.Transmit(frame, 0, frame.Length, ModemInterface.MapProtocol, moreFollows);
        _trace.Write("netdev", $"\"op\":\"xmit_ret\",\"ret\":{(status == TransmitStatus.Busy ? 16 : 0)}");
        return status;
    }

    private void Receive(int name, byte[] data)
    {
        int endpoint = _data.Endpoint(name).Id;
        _trace.Append("hw", $"\"ev\":\"rx_data\",\"what\":\"delivered\",\"ep\":{endpoint},\"len\":{data.Length},\"data\":{TraceWriter.Bytes(data)}");
        _hardware.Deliver(endpoint, data);
    }

    private void Notify(RemoteProcessorEvent moment, bool crashed)
    {
        WorkItem work = new(() => _platform.Mpss.Notify(moment, crashed));
        _loop.Post(work);
        _loop.RunPending();
    }

    private void Say(Action stimulus)
    {
        stimulus();
        _loop.RunPending();
    }

    private void FinishMicrocontroller()
    {
        _hardware.FinishMicrocontroller();
        _platform.Watch.Forget();
        _loop.RunPending();
    }

    private sealed class Discard : FrameSink
    {
        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
        }
    }
}
