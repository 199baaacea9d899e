using IpaEmbedded.Qualcomm.FirmwareLoading;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>The secure monitor's firmware service: loading always succeeds, as in the kit.</summary>
internal sealed class RecordedFirmware(TraceWriter trace) : FirmwareService
{
    public override bool IsAvailable => true;

    public override void LoadAndStart(string name, uint peripheralId, ulong regionAddress, ulong regionSize)
    {
        trace.Write("fw", $"\"op\":\"request\",\"name\":\"{name}\"");
        trace.Write("fw", $"\"op\":\"mdt_load\",\"name\":\"{name}\",\"pas_id\":{peripheralId},\"phys\":{TraceWriter.Hex(regionAddress)},\"len\":{regionSize}");
        trace.Write("fw", $"\"op\":\"pas_auth_and_reset\",\"pas_id\":{peripheralId}");
        trace.Write("fw", "\"op\":\"release\"");
    }
}
