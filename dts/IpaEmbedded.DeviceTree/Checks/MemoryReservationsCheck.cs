namespace IpaEmbedded.DeviceTree;

/// <summary>Ours: reserved memory ends below 2^64, is counted once, and does not end the list before its time.</summary>
internal sealed class MemoryReservationsCheck(string id, string name)
    : TreeCheck(id, name, "Memory reservations have a size, end inside 64 bits and do not overlap.")
{
    internal override void Run(CheckContext context)
    {
        if (context.Tree.MemoryReservations.Count == 0)
        {
            return;
        }
        MemoryReservation? last = null;
        foreach (MemoryReservation each in context.Tree.MemoryReservations.OrderBy(each => each.Address))
        {
            if (each.SizeBytes == 0)
            {
                context.Report(context.Root, $"the memory reservation at 0x{each.Address:x} has no size; for who reads the blob, none follow it");
                continue;
            }
            if (each.Address > ulong.MaxValue - (each.SizeBytes - 1))
            {
                context.Report(context.Root, $"the memory reservation at 0x{each.Address:x} with 0x{each.SizeBytes:x} bytes does not end inside 64 bits");
            }
            if (last is not null && each.Address - last.Address < last.SizeBytes)
            {
                context.Report(context.Root, $"the memory reservation at 0x{each.Address:x} overlaps the one at 0x{last.Address:x} with 0x{last.SizeBytes:x} bytes");
            }
            // Of two that begin below, the one that reaches further.
            last = last is null || LastByte(each) >= LastByte(last) ? each : last;
        }
    }

    private static ulong LastByte(MemoryReservation reservation) =>
        reservation.Address > ulong.MaxValue - (reservation.SizeBytes - 1) ? ulong.MaxValue : reservation.Address + (reservation.SizeBytes - 1);
}
