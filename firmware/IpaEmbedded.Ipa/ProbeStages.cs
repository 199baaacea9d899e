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
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa;

/// <summary>
/// The stages up to which the driver comes without the GSI: resources are taken, the core is configured. Creates the parts in the
/// order in which they need each other.
/// </summary>
internal sealed class ProbeStages
{
    private const int SetupReadyPriority = 2;

    internal RegisterBlock Registers;
    internal ConsumerInterrupt Line;
    internal GsiDevice Gsi;
    internal LocalMemory Memory;
    internal SystemMappings Mappings;
    internal FilterRouteTables Tables;
    internal HardwareConfiguration Hardware;
    internal IpaInterrupts Interrupts;
    internal SuspendInterrupt Suspend;
    internal Retention Retention;
    internal IpaMicrocontroller Microcontroller;
    internal ApEndpoints Endpoints;
    internal ClockQuery ClockQuery;
    internal ModemInterface Interface;
    internal ModemHandshake Handshake;
    internal ModemSupervisor Supervisor;

    private readonly IpaResources _resources;
    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly IpaPower _powerSwitch;
    private readonly RuntimePower _power;
    private readonly EventLoopHandler _onSetupReady;

    internal ProbeStages(IpaResources resources, IpaData data, IpaPower powerSwitch, RuntimePower power, EventLoopHandler onSetupReady)
    {
        _resources = resources;
        _loop = resources.Loop;
        _data = data;
        _powerSwitch = powerSwitch;
        _power = power;
        _onSetupReady = onSetupReady;
    }

    internal BootStage[] Create()
    {
        return new BootStage[]
        {
            new BootStage("power", "takes clock, interconnect paths and retention channel", AcquirePower, ReleasePower),
            new BootStage("memory", "maps registers and local memory, checks the map, opens IMEM and SMEM to the IPA", AcquireMemory, ReleaseMemory),
            new BootStage("gsi", "creates rings and buffers of four channels", CreateChannels, DestroyChannels),
            new BootStage("tables", "builds the image of empty filter and route tables", CreateTables, DestroyTables),
            new BootStage("modem-signals", "listens to the modem's clock query and setup-ready interrupts", AcquireSignals, ReleaseSignals),
            new BootStage("power-on", "enables interconnect paths and clock", PowerOn, PowerOff),
            new BootStage("hardware", "configures the core", ConfigureHardware, DeconfigureHardware),
            new BootStage("local-memory", "writes canaries between the regions", ConfigureMemory, DeconfigureMemory),
            new BootStage("interrupts", "takes the core's interrupt, which may wake the system", ConfigureInterrupts, DeconfigureInterrupts),
            new BootStage("microcontroller", "listens to the microcontroller", ConfigureMicrocontroller, DeconfigureMicrocontroller),
            new BootStage("resources", "checks endpoints, empties hash tuples, divides resources among groups", ConfigureResources, null),
            new BootStage("modem-events", "follows the modem's starts and stops", SubscribeModem, UnsubscribeModem),
        };
    }

    private void AcquirePower()
    {
        _powerSwitch.AcquireClock(_resources.CoreClock);
        try
        {
            _powerSwitch.AcquirePaths(_resources.Paths);
            Retention = new Retention(_loop, _resources.Aoss);
        }
        catch (HardwareException)
        {
            _powerSwitch.ReleaseResources();
            throw;
        }
        _power.Enable();
    }

    private void ReleasePower()
    {
        _power.Disable();
        _powerSwitch.ReleaseResources();
    }

    private void AcquireMemory()
    {
        Registers = _resources.IpaRegisters;
        Memory = new LocalMemory(_data, Registers, _resources.LocalMemory, _resources.Heap);
        Memory.CheckMap();
        Mappings = new SystemMappings(_data, _resources.Iommu, _resources.SharedMemory);
        Mappings.Map();
    }

    private void ReleaseMemory()
    {
        Mappings.Unmap();
    }

    private void CreateChannels()
    {
        Line = _resources.IpaInterrupt;
        Interrupts = new IpaInterrupts(_loop, _data, Registers, Line, _power);
        Suspend = new SuspendInterrupt(_data, Registers, Interrupts);
        Gsi = new GsiDevice(_loop, _data, _resources.GsiRegisters, _resources.GsiInterrupt, _resources.Heap);
        Endpoints = new ApEndpoints(_loop, _data, Registers, Gsi, Suspend, _resources.Heap);
        try
        {
            Endpoints.Create();
        }
        catch (HardwareException)
        {
            Endpoints.Destroy();
            throw;
        }
        Interface = new ModemInterface(_loop, Endpoints, _power);
        _powerSwitch.SetWakeUsers(WakeUsers);
    }

    private void WakeUsers()
    {
        Interrupts.OnPowerResumed();
        Interface.OnPowerResumed();
    }

    private void DestroyChannels()
    {
        _powerSwitch.SetWakeUsers(null);
        Endpoints.Destroy();
    }

    private void CreateTables()
    {
        ulong filterMap = 0;
        for (int i = 0; i < _data.Endpoints.Length; i++)
        {
            if (_data.Endpoints[i].Filter) { filterMap |= 1ul << _data.Endpoints[i].Id; }
        }
        Tables = new FilterRouteTables(_data, Registers, Memory, filterMap, _resources.Heap);
        Tables.Initialize();
    }

    private void DestroyTables()
    {
        Tables.Destroy();
    }

    private void AcquireSignals()
    {
        ClockQuery = new ClockQuery(_power, _resources.ClockQuery, _resources.ClockEnabledValid, _resources.ClockEnabled);
        try
        {
            ClockQuery.Initialize();
            // Threaded, so that no signal comes in the midst of a probe or a removal.
            if (_resources.Loader == GsiFirmwareLoader.Modem) { _resources.SetupReady.RequestThreaded(_onSetupReady, SetupReadyPriority); }
        }
        catch (HardwareException)
        {
            ReleaseSignals();
            throw;
        }
    }

    private void ReleaseSignals()
    {
        _resources.SetupReady.Free();
        ClockQuery.Exit();
    }

    private void PowerOn()
    {
        _power.Acquire();
    }

    private void PowerOff()
    {
        _power.Release();
        _power.ForceSuspend(IpaPower.PatienceMicroseconds);
    }

    private void ConfigureHardware()
    {
        Hardware = new HardwareConfiguration(_data, Registers);
        Hardware.Configure();
    }

    private void DeconfigureHardware()
    {
        Hardware.Deconfigure();
    }

    private void ConfigureMemory()
    {
        Memory.Configure();
    }

    private void DeconfigureMemory()
    {
        Memory.Deconfigure();
    }

    private void ConfigureInterrupts()
    {
        Interrupts.Configure();
    }

    private void DeconfigureInterrupts()
    {
        Interrupts.Deconfigure();
    }

    private void ConfigureMicrocontroller()
    {
        Microcontroller = new IpaMicrocontroller(_loop, _data, Registers, Memory, Interrupts, _power, Retention);
        Microcontroller.Configure();
    }

    private void DeconfigureMicrocontroller()
    {
        Microcontroller.Deconfigure();
    }

    private void ConfigureResources()
    {
        EndpointAvailability.Check(_data, Registers);
        Tables.ClearHashTuples();
        ResourceGroups.Configure(_data, Registers);
    }

    private void SubscribeModem()
    {
        ModemEndpoints modemEndpoints = new ModemEndpoints(_data, Registers, Gsi);
        Supervisor = new ModemSupervisor(_loop, _data, _power, Endpoints, modemEndpoints, Memory, Tables, Microcontroller, ClockQuery, Interface);
        Handshake = new ModemHandshake(_loop, _data, Memory, Microcontroller, Supervisor.OnModemReady);
        _resources.Modem.Subscribe(Supervisor.OnEvent);
    }

    private void UnsubscribeModem()
    {
        _resources.Modem.Unsubscribe(Supervisor.OnEvent);
    }
}
