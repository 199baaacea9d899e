using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa;

/// <summary>
/// The IPA driver. <see cref="Probe"/> takes resources and configures the core; once the GSI firmware runs (loaded by the modem or
/// here) the rest is set up; when modem and driver have agreed, <see cref="Interface"/> exists.
/// </summary>
/// <remarks>
/// Owns everything below it. The parts are created in the probe stages in the order in which they need each other; the stages are
/// the only place that knows the order, and undoing them in reverse is the only way down.
/// </remarks>
public sealed class IpaDriver
{
    private const uint SecureMonitorPeripheral = 15;

    private readonly IpaResources _resources;
    private readonly IpaData _data;
    private readonly RuntimePower _power;
    private readonly ProbeStages _parts;
    private readonly BootSequence _probe;
    private readonly BootSequence _setup;
    private bool _setupFailed;
    private bool _setupDue;
    private bool _asleep;

    /// <summary>Creates the driver for a device, with rings and buffers as the version's data says; nothing is touched before <see cref="Probe"/>.</summary>
    /// <exception cref="IpaException">The driver has no data for the device's compatible.</exception>
    public IpaDriver(IpaResources resources)
        : this(resources, RingProfile.Upstream)
    {
    }

    /// <summary>Creates the driver for a device, with rings and buffers of a profile; nothing is touched before <see cref="Probe"/>.</summary>
    /// <exception cref="IpaException">The driver has no data for the device's compatible, or the profile does not suit it.</exception>
    public IpaDriver(IpaResources resources, RingProfile profile)
    {
        _resources = resources;
        _data = IpaVersions.ForCompatible(resources.Compatible);
        if (_data == null) { throw new IpaException(IpaError.Unsupported, "no data for compatible \"" + resources.Compatible + "\""); }
        profile.Apply(_data);
        IpaPower powerSwitch = new IpaPower(resources.Loop, _data);
        _power = new RuntimePower(resources.Loop, powerSwitch, IpaPower.AutosuspendMicroseconds);
        _parts = new ProbeStages(resources, _data, powerSwitch, _power, OnSetupReady);
        _probe = new BootSequence(resources.Loop, _parts.Create());
        _setup = new BootSequence(resources.Loop, new SetupStages(resources, _data, powerSwitch, _parts).Create());
    }

    /// <summary>The version's data.</summary>
    public IpaData Data
    {
        get { return _data; }
    }

    /// <summary>Power of the device.</summary>
    public RuntimePower Power
    {
        get { return _power; }
    }

    /// <summary>The interface to the modem.</summary>
    public ModemInterface Interface
    {
        get { return _parts.Interface; }
    }

    /// <summary>The endpoints of this processor.</summary>
    public ApEndpoints Endpoints
    {
        get { return _parts.Endpoints; }
    }

    /// <summary>The GSI.</summary>
    public GsiDevice Gsi
    {
        get { return _parts.Gsi; }
    }

    /// <summary>The exchange of messages with the modem.</summary>
    public ModemHandshake Handshake
    {
        get { return _parts.Handshake; }
    }

    /// <summary>Follower of the modem's life.</summary>
    public ModemSupervisor Supervisor
    {
        get { return _parts.Supervisor; }
    }

    /// <summary>The microcontroller.</summary>
    public IpaMicrocontroller Microcontroller
    {
        get { return _parts.Microcontroller; }
    }

    /// <summary>The suspend interrupt.</summary>
    public SuspendInterrupt SuspendInterrupt
    {
        get { return _parts.Suspend; }
    }

    /// <summary>Whether every stage is up.</summary>
    public bool IsSetUp
    {
        get { return _setup.IsUp; }
    }

    /// <summary>Whether setup failed when the modem last asked for it; the trace says why.</summary>
    public bool HasSetupFailed
    {
        get { return _setupFailed; }
    }

    /// <summary>Says who watches the stages; null for nobody.</summary>
    public void SetObserver(BootObserver observer)
    {
        _probe.SetObserver(observer);
        _setup.SetObserver(observer);
    }

    /// <summary>Brings the device up as far as it goes without the modem. The power may go again when nobody uses it.</summary>
    /// <exception cref="BootFailedException">A stage failed; everything before it was undone.</exception>
    public void Probe()
    {
        _probe.Up();
        _parts.Supervisor.SetSetupRetry(RetrySetup);
        if (_resources.Loader != GsiFirmwareLoader.Modem)
        {
            try
            {
                if (_resources.Loader == GsiFirmwareLoader.Self) { LoadFirmware(); }
                _setup.Up();
            }
            catch (HardwareException)
            {
                _probe.Down();
                throw;
            }
            _parts.Supervisor.SetSetUp(true);
        }
        _power.Release();
    }

    /// <summary>Takes the device down from wherever it is; afterwards no clock, path, mapping or buffer is left behind.</summary>
    /// <exception cref="IpaException">The power, which this takes, was refused for a second; nothing was taken down, and the call may be repeated.</exception>
    public void Remove()
    {
        if (_probe.UpCount == 0) { return; }
        _resources.Loop.DemandWait("removal of the IPA");
        // The time in which power is asked for counts too.
        long before = _parts.Gsi.Waits.Begin(WaitBudget.TeardownMicroseconds);
        try
        {
            if (!_power.TryAcquire(IpaPower.PatienceMicroseconds)) { throw new IpaException(IpaError.NoPower, "removal: " + _power.LastFailure); }
            _parts.Supervisor.SetSetUp(false);
            _setup.Down();
            _probe.Down();
        }
        finally
        {
            _parts.Gsi.Waits.End(before);
        }
    }

    /// <summary>The system goes to sleep: the hardware comes to rest whoever uses it; the core's interrupt waits until it resumes.</summary>
    /// <exception cref="IpaException">Nobody promises to keep the registers; the system cannot sleep.</exception>
    public void SystemSuspend()
    {
        _resources.Loop.DemandWait("system sleep");
        if (_parts.Microcontroller != null && !_parts.Microcontroller.TryRetain()) { throw new IpaException(IpaError.NoPower, "the system cannot sleep: the registers would be lost, the always-on subsystem does not keep them"); }
        _power.AcquireWithoutResume();
        _parts.Line.Disable();
        bool asleep = false;
        try
        {
            _power.SystemSuspend(1);
            asleep = true;
            _asleep = true;
        }
        finally
        {
            if (!asleep) { EndSleep(); }
        }
    }

    /// <summary>The system wakes up; power that is refused then is tried again later.</summary>
    public void SystemResume()
    {
        _resources.Loop.DemandWait("end of the system's sleep");
        _asleep = false;
        _power.SystemResume();
        EndSleep();
        if (!_setupDue) { return; }
        _setupDue = false;
        OnSetupReady();
    }

    /// <summary>This processor is about to die: tells the modem about the power and the microcontroller about the death. Never waits for an answer.</summary>
    public void Panic()
    {
        if (_parts.ClockQuery != null) { _parts.ClockQuery.Answer(); }
        if (_parts.Microcontroller != null) { _parts.Microcontroller.Panic(); }
    }

    private void EndSleep()
    {
        _parts.Line.Enable();
        _power.Release();
    }

    private void LoadFirmware()
    {
        _resources.Firmware.LoadAndStart(_resources.FirmwareName, SecureMonitorPeripheral, _resources.FirmwareRegion.Address, _resources.FirmwareRegion.Size);
    }

    private void RetrySetup()
    {
        // The modem says only once in its life that the firmware runs; after a failure its next start is the time to try again.
        if (_setupFailed) { OnSetupReady(); }
    }

    private void OnSetupReady()
    {
        if (_setup.IsUp) { return; }
        if (_asleep)
        {
            // The modem says it once; it is done when the system wakes up.
            _setupDue = true;
            return;
        }
        if (!_power.TryAcquire(IpaPower.PatienceMicroseconds))
        {
            FailSetup(_power.LastFailure);
            return;
        }
        try
        {
            _setup.Up();
            _parts.Supervisor.SetSetUp(true);
            _setupFailed = false;
        }
        catch (BootFailedException e)
        {
            // The modem may ask again after a restart; until then the device is as after probe.
            FailSetup(e.Message);
        }
        finally
        {
            _power.Release();
        }
    }

    private void FailSetup(string reason)
    {
        _setupFailed = true;
        _resources.Loop.Trace.Add(IpaTraceId.SetupFailed, 0, 0, reason);
    }
}
