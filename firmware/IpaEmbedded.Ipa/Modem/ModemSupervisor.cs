using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Modem;

/// <summary>Follows the modem through its starts, stops and crashes, and cleans up what it left in the IPA.</summary>
public sealed class ModemSupervisor
{
    /// <summary>Longest time for the pipeline to empty, in microseconds.</summary>
    public const long PipelineMicroseconds = 1000000;

    // Without power there is nothing that could be cleaned up, and what is left of the modem meets its successor.
    private const long PatienceMicroseconds = 1000000;

    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly RuntimePower _power;
    private readonly ApEndpoints _endpoints;
    private readonly ModemEndpoints _modemEndpoints;
    private readonly LocalMemory _memory;
    private readonly FilterRouteTables _tables;
    private readonly IpaMicrocontroller _microcontroller;
    private readonly ClockQuery _clockQuery;
    private readonly ModemInterface _interface;
    private EventLoopHandler _retrySetup;
    private bool _setUp;
    private bool _owesCleanUp;
    private uint _stops;
    private uint _crashes;

    /// <summary>Creates the supervisor.</summary>
    public ModemSupervisor(EventLoop loop, IpaData data, RuntimePower power, ApEndpoints endpoints, ModemEndpoints modemEndpoints,
        LocalMemory memory, FilterRouteTables tables, IpaMicrocontroller microcontroller, ClockQuery clockQuery, ModemInterface modemInterface)
    {
        _loop = loop;
        _data = data;
        _power = power;
        _endpoints = endpoints;
        _modemEndpoints = modemEndpoints;
        _memory = memory;
        _tables = tables;
        _microcontroller = microcontroller;
        _clockQuery = clockQuery;
        _interface = modemInterface;
    }

    /// <summary>How often the modem stopped, crashes included.</summary>
    public uint StopCount
    {
        get { return _stops; }
    }

    /// <summary>How often the modem crashed.</summary>
    public uint CrashCount
    {
        get { return _crashes; }
    }

    /// <summary>Says whether the hardware is set up, so that there is something to clean up.</summary>
    public void SetSetUp(bool setUp)
    {
        _setUp = setUp;
    }

    /// <summary>Says who is called when the modem has started while the hardware is not set up.</summary>
    public void SetSetupRetry(EventLoopHandler retry)
    {
        _retrySetup = retry;
    }

    /// <summary>The modem is ready: the interface exists from now on.</summary>
    public void OnModemReady()
    {
        _interface.Register();
    }

    /// <summary>Handles an event of the modem's processor.</summary>
    public void OnEvent(RemoteProcessorEvent moment, bool crashed)
    {
        switch (moment)
        {
            case RemoteProcessorEvent.BeforePowerup:
                if (_owesCleanUp) { CleanUp(); }
                _microcontroller.AcquireProxy();
                _clockQuery.Reset();
                break;
            case RemoteProcessorEvent.BeforeShutdown:
                if (!_setUp) { break; }
                _stops++;
                if (crashed) { _crashes++; }
                CleanUp();
                break;
            case RemoteProcessorEvent.AfterPowerup:
                if (!_setUp && _retrySetup != null) { _retrySetup(); }
                break;
            default:
                break;
        }
    }

    private void CleanUp()
    {
        _owesCleanUp = !_power.TryAcquire(PatienceMicroseconds);
        if (_owesCleanUp)
        {
            _loop.Trace.Add(IpaTraceId.CleanUpRefused, 0, 0, "clean-up: no power: " + _power.LastFailure);
            return;
        }
        long before = _endpoints.Waits.Begin(WaitBudget.CleanUpMicroseconds);
        try
        {
            CleanUpWithPower();
        }
        finally
        {
            _endpoints.Waits.End(before);
            _power.Release();
        }
    }

    private void CleanUpWithPower()
    {
        Try(_endpoints.RecoverBroken);
        // Each step is tried on its own: what one of them cannot do must not keep the others, and the modem's return, from working.
        Try(Pause);
        Try(_modemEndpoints.DropReceived);
        Try(ResetTables);
        // Caches that keep what the old modem had are worse than any other step that is left out: the channel works again now, if it can.
        bool flushed = Try(FlushHashes) || Try(FlushHashes);
        Try(ResetExceptions);
        Try(Resume);
        Try(_interface.Unregister);
        // Whoever was told may have removed the driver.
        if (_setUp) { Try(ZeroMemory); }
        // The modem may stay away for longer than the power stays on, and by now the channel may work.
        _owesCleanUp = !flushed && !(_setUp && Try(FlushHashes));
    }

    private bool Try(EventLoopHandler step)
    {
        try
        {
            step();
            return true;
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.CleanUpRefused, 0, 0, e.Message);
            RecoverForNextStep();
            return false;
        }
    }

    private void RecoverForNextStep()
    {
        try
        {
            _endpoints.RecoverBroken();
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.CleanUpRefused, 0, 0, e.Message);
        }
    }

    private void Pause()
    {
        _modemEndpoints.Pause(true);
    }

    private void Resume()
    {
        _modemEndpoints.Pause(false);
    }

    private void ResetTables()
    {
        _tables.ResetModem(_endpoints.Commands);
    }

    private void FlushHashes()
    {
        _tables.FlushHashes(_endpoints.Commands);
    }

    private void ResetExceptions()
    {
        _endpoints.LanStatus.PipelineCleared.Reset();
        _modemEndpoints.ResetExceptions(_endpoints.Commands, _data.Endpoint(EndpointName.ApLanRx).Id);
        if (!_loop.Wait(_endpoints.LanStatus.PipelineCleared, PipelineMicroseconds))
        {
            // The interrupt may have been lost; what is in the event ring decides.
            _loop.Schedule(_endpoints.LanRx.Channel.Poll);
            if (_loop.Wait(_endpoints.LanStatus.PipelineCleared, 0)) { return; }
            throw new IpaException(IpaError.Timeout, "pipeline clear: no tagged status after 1 s");
        }
    }

    private void ZeroMemory()
    {
        _memory.ZeroModem(_endpoints.Commands);
    }
}
