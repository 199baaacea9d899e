using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.Ipa.Memory;

/// <summary>Rules that every memory map of <see cref="IpaData"/> keeps (IPA reference, section 8.4).</summary>
internal static class MemoryMapCheck
{
    internal static void Run(IpaData data)
    {
        bool[] seen = new bool[MemoryRegionName.Count];
        for (int i = 0; i < data.Memory.Length; i++)
        {
            MemoryRegion region = data.Memory[i];
            int alignment = region.Name == MemoryRegionName.UcEventRing ? 1024 : 8;
            int unit = region.Name == MemoryRegionName.Modem ? 4 : 8;
            if (region.Name < 0 || region.Name >= MemoryRegionName.Count) { Refuse(region, "has no name"); }
            if (seen[region.Name]) { Refuse(region, "is there twice"); }
            seen[region.Name] = true;
            if (region.Offset % alignment != 0) { Refuse(region, "is not aligned to " + alignment.ToString() + " bytes"); }
            if (region.Size % unit != 0) { Refuse(region, "has a size that is no multiple of " + unit.ToString()); }
            if (region.Offset < 4 * region.Canaries) { Refuse(region, "has no room for its canaries"); }
            if (region.Name == MemoryRegionName.EndMarker && region.Size != 0) { Refuse(region, "marks the end but has a size"); }
            if (region.Size > 0 && (uint)region.Offset > CommandRange.LargestOffset) { Refuse(region, "lies beyond what a command can address"); }
            if (IsTable(region.Name) && region.Size > (int)CommandRange.LargestTable) { Refuse(region, "is larger than a command can load"); }
            for (int other = 0; other < i; other++) { CheckApart(region, data.Memory[other]); }
        }
        CheckHeaders(data.Region(MemoryRegionName.ModemHeader), data.Region(MemoryRegionName.ApHeader));
        int[] required = new int[]
        {
            MemoryRegionName.UcShared, MemoryRegionName.UcInfo, MemoryRegionName.V4Filter, MemoryRegionName.V6Filter, MemoryRegionName.V4Route,
            MemoryRegionName.V6Route, MemoryRegionName.ModemHeader, MemoryRegionName.ModemProcCtx, MemoryRegionName.ApProcCtx, MemoryRegionName.Modem,
        };
        for (int i = 0; i < required.Length; i++)
        {
            if (!seen[required[i]])
            {
                throw new IpaException(IpaError.BadData, "memory map of IPA " + data.VersionName + ": region " + required[i].ToString() + " is missing");
            }
        }
    }

    // One command loads both, from the modem's on.
    private static void CheckHeaders(MemoryRegion modem, MemoryRegion ap)
    {
        if (modem == null || ap == null || ap.Size == 0) { return; }
        if (ap.Offset != modem.Offset + modem.Size) { Refuse(ap, "does not follow the modem's headers, which are loaded with it"); }
        if (modem.Size + ap.Size > (int)CommandRange.LargestTable) { Refuse(ap, "is with the modem's headers larger than a command can load"); }
    }

    private static bool IsTable(int name)
    {
        return name >= MemoryRegionName.V4FilterHashed && name <= MemoryRegionName.ApHeader;
    }

    private static void CheckApart(MemoryRegion region, MemoryRegion other)
    {
        bool apart = region.Offset + region.Size <= other.Offset || other.Offset + other.Size <= region.Offset;
        if (!apart) { Refuse(region, "overlaps region " + other.Name.ToString()); }
    }

    private static void Refuse(MemoryRegion region, string reason)
    {
        throw new IpaException(IpaError.BadData, "memory region " + region.Name.ToString() + " at " + region.Offset.ToString() + " " + reason);
    }
}
