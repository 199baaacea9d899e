using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa;

/// <summary>The stages that need the GSI: channels, endpoints, tables, and the exchange with the modem.</summary>
internal sealed class SetupStages
{
    private readonly IpaResources _resources;
    private readonly IpaData _data;
    private readonly IpaPower _powerSwitch;
    private readonly ProbeStages _parts;

    internal SetupStages(IpaResources resources, IpaData data, IpaPower powerSwitch, ProbeStages parts)
    {
        _resources = resources;
        _data = data;
        _powerSwitch = powerSwitch;
        _parts = parts;
    }

    internal BootStage[] Create()
    {
        return new BootStage[]
        {
            new BootStage("gsi-setup", "allocates and programs event rings and channels", SetUpGsi, TearDownGsi),
            new BootStage("suspend", "enables the suspend interrupt and power management", SetUpSuspend, TearDownSuspend),
            new BootStage("endpoints", "programs the endpoints", ProgramEndpoints, ResetEndpoints),
            new BootStage("command-channel", "starts the channel for immediate commands", StartCommands, StopCommands),
            new BootStage("memory-setup", "zeroes headers and contexts", SetUpMemory, null),
            new BootStage("table-setup", "loads empty filter and route tables", SetUpTables, null),
            new BootStage("exception-channel", "starts the channel for exceptions and fills it with buffers", StartExceptions, StopExceptions),
            new BootStage("default-route", "sends what matches no rule to the exception endpoint", SetDefaultRoute, ClearDefaultRoute),
            new BootStage("qmi", "announces the service and looks for the modem's", SetUpHandshake, TearDownHandshake),
            new BootStage("modem-interface", "lets the modem interface exist when the modem is ready", null, DisableInterface),
        };
    }

    private void SetUpGsi()
    {
        // Without firmware there is nobody who could take anything down either.
        _parts.Gsi.CheckFirmware();
        try
        {
            _parts.Gsi.Setup();
        }
        catch (HardwareException)
        {
            TearDownHalf();
            throw;
        }
    }

    private void TearDownHalf()
    {
        try
        {
            _parts.Gsi.Teardown();
        }
        catch (IpaException)
        {
            // Why the setup failed says more; what could not be taken down is taken down by the next setup.
        }
    }

    private void TearDownGsi()
    {
        _parts.Gsi.Teardown();
    }

    private void SetUpSuspend()
    {
        _parts.Suspend.Setup();
        _powerSwitch.SetHandlers(BeforeSuspend, _parts.Gsi.Suspend, AfterResume);
    }

    private void TearDownSuspend()
    {
        _powerSwitch.SetHandlers(null, null, null);
        _parts.Suspend.Teardown();
    }

    private void BeforeSuspend()
    {
        long before = _parts.Gsi.Waits.Begin(WaitBudget.TeardownMicroseconds);
        _parts.Endpoints.Suspend();
        _parts.Gsi.Waits.End(before);
    }

    private void AfterResume()
    {
        _parts.Gsi.Resume();
        _parts.Endpoints.Resume();
    }

    private void ProgramEndpoints()
    {
        _parts.Endpoints.Program();
    }

    private void ResetEndpoints()
    {
        _parts.Endpoints.Reset();
    }

    private void StartCommands()
    {
        _parts.Endpoints.EnableTransmit(_parts.Endpoints.Commands.Channel);
    }

    private void StopCommands()
    {
        _parts.Endpoints.DisableTransmit(_parts.Endpoints.Commands.Channel);
    }

    private void SetUpMemory()
    {
        _parts.Memory.Setup(_parts.Endpoints.Commands);
    }

    private void SetUpTables()
    {
        _parts.Tables.Setup(_parts.Endpoints.Commands);
    }

    private void StartExceptions()
    {
        _parts.Endpoints.EnableReceive(_parts.Endpoints.LanRx);
    }

    private void StopExceptions()
    {
        _parts.Endpoints.DisableReceive(_parts.Endpoints.LanRx);
    }

    private void SetDefaultRoute()
    {
        DefaultRoute.Set(_data, _parts.Registers, _data.Endpoint(EndpointName.ApLanRx).Id);
    }

    private void ClearDefaultRoute()
    {
        DefaultRoute.Set(_data, _parts.Registers, 0);
    }

    private void SetUpHandshake()
    {
        _parts.Handshake.Setup(_resources.ServerSocket(), _resources.ClientSocket());
    }

    private void TearDownHandshake()
    {
        _parts.Handshake.Teardown();
    }

    private void DisableInterface()
    {
        _parts.Interface.Unregister();
    }
}
