using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Kernel;
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
    private const int SetupReadyPriority = 2;

    private readonly IpaPlatform _platform;
    private readonly EventKernel _kernel;
    private readonly IpaData _data;
    private readonly IpaPower _powerSwitch;
    private readonly RuntimePower _power;
    private readonly BootSequence _probe;
    private readonly BootSequence _setup;
    private RegisterBlock _registers;
    private InterruptLine _line;
    private InterruptLine _setupReady;
    private GsiDevice _gsi;
    private LocalMemory _memory;
    private SystemMappings _mappings;
    private FilterRouteTables _tables;
    private HardwareConfiguration _hardware;
    private IpaInterrupts _interrupts;
    private SuspendInterrupt _suspend;
    private Retention _retention;
    private IpaMicrocontroller _microcontroller;
    private ApEndpoints _endpoints;
    private ClockQuery _clockQuery;
    private ModemInterface _interface;
    private ModemHandshake _handshake;
    private ModemSupervisor _supervisor;
    private string _setupFailure;

    /// <summary>Creates the driver for a device; nothing is touched before <see cref="Probe"/>.</summary>
    /// <exception cref="IpaException">The driver has no data for the device's compatible.</exception>
    public IpaDriver(IpaPlatform platform)
    {
        _platform = platform;
        _kernel = platform.Kernel;
        _data = IpaVersions.ForCompatible(platform.Compatible);
        if (_data == null) { throw new IpaException(IpaError.Unsupported, "no data for compatible \"" + platform.Compatible + "\""); }
        _powerSwitch = new IpaPower(_data);
        _power = new RuntimePower(_kernel, _powerSwitch, IpaPower.AutosuspendMicroseconds);
        _probe = new BootSequence(_kernel, new BootStage[]
        {
            new DelegateStage("power", "takes clock, interconnect paths and retention channel", TakePower, PutPower),
            new DelegateStage("memory", "maps registers and local memory, checks the map, opens IMEM and SMEM to the IPA", TakeMemory, PutMemory),
            new DelegateStage("gsi", "creates rings and buffers of four channels", CreateChannels, DestroyChannels),
            new DelegateStage("tables", "builds the image of empty filter and route tables", CreateTables, DestroyTables),
            new DelegateStage("modem-signals", "listens to the modem's clock query and setup-ready interrupts", TakeSignals, PutSignals),
            new DelegateStage("power-on", "enables interconnect paths and clock", PowerOn, PowerOff),
            new DelegateStage("hardware", "configures the core", ConfigureHardware, DeconfigureHardware),
            new DelegateStage("local-memory", "writes canaries between the regions", ConfigureMemory, DeconfigureMemory),
            new DelegateStage("interrupts", "takes the core's interrupt, which may wake the system", ConfigureInterrupts, DeconfigureInterrupts),
            new DelegateStage("microcontroller", "listens to the microcontroller", ConfigureMicrocontroller, DeconfigureMicrocontroller),
            new DelegateStage("resources", "checks endpoints, empties hash tuples, divides resources among groups", ConfigureResources, null),
            new DelegateStage("modem-events", "follows the modem's starts and stops", SubscribeModem, UnsubscribeModem),
        });
        _setup = new BootSequence(_kernel, new BootStage[]
        {
            new DelegateStage("gsi-setup", "allocates and programs event rings and channels", SetUpGsi, TearDownGsi),
            new DelegateStage("suspend", "enables the suspend interrupt and power management", SetUpSuspend, TearDownSuspend),
            new DelegateStage("endpoints", "programs the endpoints", ProgramEndpoints, ResetEndpoints),
            new DelegateStage("command-channel", "starts the channel for immediate commands", StartCommands, StopCommands),
            new DelegateStage("memory-setup", "zeroes headers and contexts", SetUpMemory, null),
            new DelegateStage("table-setup", "loads empty filter and route tables", SetUpTables, null),
            new DelegateStage("exception-channel", "starts the channel for exceptions and fills it with buffers", StartExceptions, StopExceptions),
            new DelegateStage("default-route", "sends what matches no rule to the exception endpoint", SetDefaultRoute, ClearDefaultRoute),
            new DelegateStage("qmi", "announces the service and looks for the modem's", SetUpHandshake, TearDownHandshake),
            new DelegateStage("modem-interface", "lets the modem interface exist when the modem is ready", EnableInterface, DisableInterface),
        });
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
        get { return _interface; }
    }

    /// <summary>The endpoints of this processor.</summary>
    public ApEndpoints Endpoints
    {
        get { return _endpoints; }
    }

    /// <summary>The GSI.</summary>
    public GsiDevice Gsi
    {
        get { return _gsi; }
    }

    /// <summary>The exchange of messages with the modem.</summary>
    public ModemHandshake Handshake
    {
        get { return _handshake; }
    }

    /// <summary>Follower of the modem's life.</summary>
    public ModemSupervisor Supervisor
    {
        get { return _supervisor; }
    }

    /// <summary>The microcontroller.</summary>
    public IpaMicrocontroller Microcontroller
    {
        get { return _microcontroller; }
    }

    /// <summary>The suspend interrupt.</summary>
    public SuspendInterrupt SuspendInterrupt
    {
        get { return _suspend; }
    }

    /// <summary>Whether every stage is up.</summary>
    public bool IsSetUp
    {
        get { return _setup.IsUp; }
    }

    /// <summary>Why setup failed when the modem asked for it, or null.</summary>
    public string SetupFailure
    {
        get { return _setupFailure; }
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
        if (_platform.Loader != GsiFirmwareLoader.Modem)
        {
            try
            {
                if (_platform.Loader == GsiFirmwareLoader.Self) { LoadFirmware(); }
                _setup.Up();
            }
            catch
            {
                _probe.Down();
                throw;
            }
            _supervisor.SetSetUp(true);
        }
        _power.Put();
    }

    /// <summary>Takes the device down from wherever it is; afterwards no clock, path, mapping or buffer is left behind.</summary>
    public void Remove()
    {
        if (_probe.UpCount == 0) { return; }
        _setupReady.Disable();
        _power.Get();
        _supervisor.SetSetUp(false);
        _setup.Down();
        _probe.Down();
    }

    /// <summary>The system goes to sleep: the hardware comes to rest whoever uses it; the core's interrupt waits until it resumes.</summary>
    public void SystemSuspend()
    {
        _power.GetWithoutResume();
        _line.Disable();
        _power.SystemSuspend(1);
    }

    /// <summary>The system wakes up.</summary>
    public void SystemResume()
    {
        _power.SystemResume();
        _line.Enable();
        _power.Put();
    }

    /// <summary>This processor is about to die: tells the modem about the power and the microcontroller about the death. Never waits for an answer.</summary>
    public void Panic()
    {
        if (_clockQuery != null) { _clockQuery.Answer(); }
        if (_microcontroller != null) { _microcontroller.Panic(); }
    }

    private void TakePower()
    {
        _powerSwitch.TakeClock(_platform.Clock("core"));
        try
        {
            _powerSwitch.TakePaths(_platform.Interconnects(_data.InterconnectNames));
            _retention = new Retention(_platform.Aoss());
        }
        catch
        {
            _powerSwitch.PutResources();
            throw;
        }
        _power.Enable();
    }

    private void PutPower()
    {
        _power.Disable();
        _powerSwitch.PutResources();
    }

    private void TakeMemory()
    {
        _registers = _platform.MapRegisters("ipa-reg");
        _memory = new LocalMemory(_data, _registers, _platform.MapMemory("ipa-shared"), _platform.Heap);
        _memory.CheckMap();
        _mappings = new SystemMappings(_data, _platform.Iommu(), _platform.SharedMemory());
        _mappings.Map();
    }

    private void PutMemory()
    {
        _mappings.Unmap();
    }

    private void CreateChannels()
    {
        _line = _platform.Interrupt("ipa");
        _interrupts = new IpaInterrupts(_data, _registers, _line, _power);
        _suspend = new SuspendInterrupt(_data, _registers, _interrupts);
        _gsi = new GsiDevice(_kernel, _data, _platform.MapRegisters("gsi"), _platform.Interrupt("gsi"), _platform.Heap);
        _endpoints = new ApEndpoints(_kernel, _data, _registers, _gsi, _suspend, _platform.Heap);
        _endpoints.Create();
        _interface = new ModemInterface(_endpoints, _power);
    }

    private void DestroyChannels()
    {
        _endpoints.Destroy();
    }

    private void CreateTables()
    {
        uint filterMap = 0;
        for (int i = 0; i < _data.Endpoints.Length; i++)
        {
            if (_data.Endpoints[i].Filter) { filterMap |= 1u << _data.Endpoints[i].Id; }
        }
        _tables = new FilterRouteTables(_data, _registers, _memory, filterMap, _platform.Heap);
        _tables.Initialize();
    }

    private void DestroyTables()
    {
        _tables.Destroy();
    }

    private void TakeSignals()
    {
        _clockQuery = new ClockQuery(_power, _platform.Interrupt("ipa-clock-query"), _platform.SmemState("ipa-clock-enabled-valid"),
            _platform.SmemState("ipa-clock-enabled"));
        _clockQuery.Initialize();
        _setupReady = _platform.Interrupt("ipa-setup-ready");
        if (_platform.Loader == GsiFirmwareLoader.Modem) { _setupReady.RequestThreaded(OnSetupReady, SetupReadyPriority); }
    }

    private void PutSignals()
    {
        _setupReady.Free();
        _clockQuery.Exit();
    }

    private void PowerOn()
    {
        _power.Get();
    }

    private void PowerOff()
    {
        _power.ForceSuspend();
    }

    private void ConfigureHardware()
    {
        _hardware = new HardwareConfiguration(_data, _registers);
        _hardware.Configure();
    }

    private void DeconfigureHardware()
    {
        _hardware.Deconfigure();
    }

    private void ConfigureMemory()
    {
        _memory.Configure();
    }

    private void DeconfigureMemory()
    {
        _memory.Deconfigure();
    }

    private void ConfigureInterrupts()
    {
        _interrupts.Configure();
    }

    private void DeconfigureInterrupts()
    {
        _interrupts.Deconfigure();
    }

    private void ConfigureMicrocontroller()
    {
        _microcontroller = new IpaMicrocontroller(_data, _registers, _memory, _interrupts, _power, _retention);
        _microcontroller.Configure();
    }

    private void DeconfigureMicrocontroller()
    {
        _microcontroller.Deconfigure();
    }

    private void ConfigureResources()
    {
        EndpointAvailability.Check(_data, _registers);
        _tables.ClearHashTuples();
        ResourceGroups.Configure(_data, _registers);
    }

    private void SubscribeModem()
    {
        ModemEndpoints modemEndpoints = new ModemEndpoints(_data, _registers, _gsi);
        _supervisor = new ModemSupervisor(_kernel, _data, _power, _endpoints, modemEndpoints, _memory, _tables, _microcontroller, _clockQuery, _interface);
        _handshake = new ModemHandshake(_kernel, _data, _memory, _microcontroller, _supervisor.OnModemReady);
        _platform.Modem().Subscribe(_supervisor.OnEvent);
    }

    private void UnsubscribeModem()
    {
        _platform.Modem().Unsubscribe(_supervisor.OnEvent);
    }

    private void LoadFirmware()
    {
        ulong size;
        ulong address = _platform.FirmwareRegion(out size);
        _platform.Firmware().LoadAndStart(_platform.FirmwareName, SecureMonitorPeripheral, address, size);
    }

    private void OnSetupReady()
    {
        if (_setup.IsUp) { return; }
        _power.Get();
        try
        {
            _setup.Up();
            _supervisor.SetSetUp(true);
            _setupFailure = null;
        }
        catch (BootFailedException e)
        {
            // The modem may ask again after a restart; until then the device is as after probe.
            _setupFailure = e.Message;
        }
        _power.Put();
    }

    private void SetUpGsi()
    {
        try
        {
            _gsi.Setup();
        }
        catch
        {
            _gsi.Teardown();
            throw;
        }
    }

    private void TearDownGsi()
    {
        _gsi.Teardown();
    }

    private void SetUpSuspend()
    {
        _suspend.Setup();
        _powerSwitch.SetHandlers(BeforeSuspend, AfterResume);
    }

    private void TearDownSuspend()
    {
        _powerSwitch.SetHandlers(null, null);
        _suspend.Teardown();
    }

    private void BeforeSuspend()
    {
        _endpoints.Suspend();
        _gsi.Suspend();
    }

    private void AfterResume()
    {
        _gsi.Resume();
        _endpoints.Resume();
        _interface.OnPowerResumed();
    }

    private void ProgramEndpoints()
    {
        _endpoints.Program();
    }

    private void ResetEndpoints()
    {
        _endpoints.Reset();
    }

    private void StartCommands()
    {
        _endpoints.EnableTransmit(_endpoints.Commands.Channel);
    }

    private void StopCommands()
    {
        _endpoints.DisableTransmit(_endpoints.Commands.Channel);
    }

    private void SetUpMemory()
    {
        _memory.Setup(_endpoints.Commands);
    }

    private void SetUpTables()
    {
        _tables.Setup(_endpoints.Commands);
    }

    private void StartExceptions()
    {
        _endpoints.EnableReceive(_endpoints.LanRx);
    }

    private void StopExceptions()
    {
        _endpoints.DisableReceive(_endpoints.LanRx);
    }

    private void SetDefaultRoute()
    {
        DefaultRoute.Set(_data, _registers, _data.Endpoint(EndpointName.ApLanRx).Id);
    }

    private void ClearDefaultRoute()
    {
        DefaultRoute.Set(_data, _registers, 0);
    }

    private void SetUpHandshake()
    {
        _handshake.Setup(_platform.OpenSocket("ap.server"), _platform.OpenSocket("ap.client"));
    }

    private void TearDownHandshake()
    {
        _handshake.Teardown();
    }

    private void EnableInterface()
    {
    }

    private void DisableInterface()
    {
        _interface.Unregister();
    }
}
