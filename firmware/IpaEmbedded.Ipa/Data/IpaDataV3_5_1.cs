using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v3.5.1 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV3_5_1
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V3_5_1);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V3_5_1);
        return new IpaData
        {
            Version = IpaVersion.V3_5_1,
            VersionName = "3.5.1",
            Compatible = "qcom,sdm845-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 75000000,
            InterconnectNames = new string[] { "memory", "imem", "config" },
            AverageKilobytesPerSecond = new uint[] { 80000, 0, 0 },
            PeakKilobytesPerSecond = new uint[] { 600000, 350000, 40000 },
            MaxWrites = new uint[] { 8, 4 },
            MaxReads = new uint[] { 8, 12 },
            MaxReadBeats = new uint[] { 0, 0 },
            ImemAddress = 0x146bd000,
            ImemSize = 0x2000,
            SmemItem = 497,
            SmemSize = 0x2000,
            SourceGroups = 4,
            DestinationGroups = 3,
            BackwardCompatibility = 0x3b,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight) | gsi.UseDbEng.Mask,
            ChannelQos = gsi.UseDbEng.Mask,
            HasHashedTables = true,
            RxResetTwice = true,
            MissesSuspendInterrupt = true,
            ControlsEndpoints = true,
            MasksOtherEnvironments = true,
            HasBackwardCompatibility = true,
            ReportsEndpoints = true,
            ReportsIdle = true,
            Endpoints = Endpoints(),
            SourceResources = SourceResources(),
            DestinationResources = DestinationResources(),
            Memory = Memory(),
        };
    }

    private static EndpointData[] Endpoints()
    {
        return new EndpointData[]
        {
            new EndpointData
            {
                Name = EndpointName.ApCommandTx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 4,
                Id = 5,
                ToIpa = true,
                ElementCount = 512,
                EventCount = 256,
                TlvCount = 20,
                ResourceGroup = 1,
                DmaEndpoint = EndpointName.ApLanRx,
                SequencerType = 0x00,
            },
            new EndpointData
            {
                Name = EndpointName.ApLanRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 5,
                Id = 9,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 8,
                ResourceGroup = 1,
                Aggregation = true,
                StatusEnable = true,
                BufferSize = 8192,
                PadAlign = 2,
                AggregationTimeMicroseconds = 500,
            },
            new EndpointData
            {
                Name = EndpointName.ApModemTx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 3,
                Id = 2,
                ToIpa = true,
                Filter = true,
                ElementCount = 512,
                EventCount = 512,
                TlvCount = 16,
                ResourceGroup = 1,
                Checksum = true,
                Qmap = true,
                StatusEnable = true,
                StatusEndpoint = EndpointName.ModemApRx,
                SequencerType = 0x04,
                SequencerRepType = 0x08,
            },
            new EndpointData
            {
                Name = EndpointName.ApModemRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 6,
                Id = 10,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 8,
                ResourceGroup = 1,
                Checksum = true,
                Qmap = true,
                Aggregation = true,
                BufferSize = 8192,
                AggregationTimeMicroseconds = 500,
                AggregationCloseOnEof = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemLanTx,
                Environment = EndpointData.Modem,
                Channel = 0,
                Id = 3,
                ToIpa = true,
                Filter = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApTx,
                Environment = EndpointData.Modem,
                Channel = 4,
                Id = 6,
                ToIpa = true,
                Filter = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApRx,
                Environment = EndpointData.Modem,
                Channel = 2,
                Id = 12,
            },
        };
    }

    private static ResourceLimits[] SourceResources()
    {
        return new ResourceLimits[]
        {
            // SRC_PKT_CONTEXTS
            new ResourceLimits(new uint[] { 1, 1, 0, 1 }, new uint[] { 63, 63, 0, 63 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 10, 10, 0, 8 }, new uint[] { 10, 10, 0, 8 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 12, 14, 0, 8 }, new uint[] { 12, 14, 0, 8 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0, 0 }, new uint[] { 63, 63, 63, 63 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 14, 20, 0, 14 }, new uint[] { 14, 20, 0, 14 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 4, 4, 3 }, new uint[] { 4, 4, 3 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 2, 1, 1 }, new uint[] { 63, 63, 2 }),
        };
    }

    private static MemoryRegion[] Memory()
    {
        return new MemoryRegion[]
        {
            new MemoryRegion(MemoryRegionName.UcShared, 0x0000, 0x0080, 0),
            new MemoryRegion(MemoryRegionName.UcInfo, 0x0080, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.V4FilterHashed, 0x0288, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4Filter, 0x0308, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6FilterHashed, 0x0388, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6Filter, 0x0408, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4RouteHashed, 0x0488, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4Route, 0x0508, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6RouteHashed, 0x0588, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6Route, 0x0608, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.ModemHeader, 0x0688, 0x0140, 2),
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x07d0, 0x0200, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x09d0, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x0bd8, 0x1024, 0),
            new MemoryRegion(MemoryRegionName.UcEventRing, 0x1c00, 0x0400, 1),
        };
    }
}
