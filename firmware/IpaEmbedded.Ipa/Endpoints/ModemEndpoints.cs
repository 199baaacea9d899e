using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>The modem's endpoints, which this processor touches only after the modem has stopped.</summary>
public sealed class ModemEndpoints
{
    private readonly IpaData _data;
    private readonly RegisterBlock _registers;
    private readonly GsiDevice _gsi;

    /// <summary>Creates the view.</summary>
    public ModemEndpoints(IpaData data, RegisterBlock registers, GsiDevice gsi)
    {
        _data = data;
        _registers = registers;
        _gsi = gsi;
    }

    /// <summary>Keeps data from moving through the modem's endpoints, or lets it move again; ascending endpoint ids. What one refuses does not keep the others.</summary>
    /// <exception cref="IpaException">The first refusal, after every endpoint was tried.</exception>
    public void Pause(bool pause)
    {
        IpaRegisters table = _data.Registers;
        EndpointData[] endpoints = _data.EndpointsOf(EndpointData.Modem);
        IpaException refusal = null;
        for (int i = 0; i < endpoints.Length; i++)
        {
            EndpointData endpoint = endpoints[i];
            try
            {
                if (endpoint.ToIpa && _data.PausesByFlowControl) { _gsi.SetModemFlowControl(endpoint, pause); }
                else if (endpoint.ToIpa) { EndpointControl.Change(_registers, table.EndpInitCtrl, endpoint.Id, table.EndpDelay, pause); }
                else if (_data.ControlsEndpoints) { EndpointControl.Change(_registers, table.EndpInitCtrl, endpoint.Id, table.EndpSuspend, pause); }
            }
            catch (IpaException e)
            {
                if (refusal == null) { refusal = e; }
            }
        }
        if (refusal != null) { throw refusal; }
    }

    /// <summary>Drops at once what nobody takes from the modem's RX endpoints.</summary>
    public void DropReceived()
    {
        HeadOfLineBlocking blocking = new HeadOfLineBlocking(_data, _registers);
        EndpointData[] endpoints = _data.EndpointsOf(EndpointData.Modem);
        for (int i = 0; i < endpoints.Length; i++)
        {
            if (!endpoints[i].ToIpa) { blocking.DropAtOnce(endpoints[i].Id); }
        }
    }

    /// <summary>Stops status elements of the modem's TX endpoints and empties the pipeline; one batch, waits until the commands are done.</summary>
    public void ResetExceptions(CommandChannel commands, int statusEndpoint)
    {
        EndpointData[] endpoints = _data.EndpointsOf(EndpointData.Modem);
        int count = CommandChannel.PipelineClearCommands;
        for (int i = 0; i < endpoints.Length; i++)
        {
            if (endpoints[i].ToIpa) { count++; }
        }
        commands.Begin(count);
        for (int i = 0; i < endpoints.Length; i++)
        {
            if (!endpoints[i].ToIpa) { continue; }
            commands.RegisterWrite(_data.Registers.EndpStatus.At(endpoints[i].Id), 0, 0xffffffff, CommandOpcode.ClearHps);
        }
        commands.PipelineClear(statusEndpoint);
        commands.Run();
    }
}
