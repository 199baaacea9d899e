using System.Globalization;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>What the IPA's microcontroller says and is told, in words.</summary>
internal static class MicrocontrollerText
{
    public static string OfResponse(byte value) => "µC response " + value switch
    {
        MicrocontrollerMemory.ResponseInitCompleted => "INIT_COMPLETED",
        MicrocontrollerMemory.ResponseCommandCompleted => "CMD_COMPLETED",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    public static string OfEvent(byte value) => "µC event " + value switch
    {
        MicrocontrollerMemory.EventError => "ERROR",
        MicrocontrollerMemory.EventLogInfo => "LOG_INFO",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    public static string OfCommand(byte command) => "µC command " + command.ToString(CultureInfo.InvariantCulture);
}
