using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v3.1 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV3_1
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V3_1);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V3_1);
        return new IpaData
        {
            Version = IpaVersion.V3_1,
            VersionName = "3.1",
            Compatible = "qcom,msm8998-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 16000000,
            InterconnectNames = new string[] { "memory", "imem", "config" },
            AverageKilobytesPerSecond = new uint[] { 80000, 80000, 0 },
            PeakKilobytesPerSecond = new uint[] { 640000, 640000, 80000 },
            MaxWrites = new uint[] { 8, 2 },
            MaxReads = new uint[] { 8, 8 },
            MaxReadBeats = new uint[] { 0, 0 },
            ImemAddress = 0x146bd000,
            ImemSize = 0x2000,
            SmemItem = 497,
            SmemSize = 0x2000,
            SourceGroups = 6,
            DestinationGroups = 6,
            BackwardCompatibility = 0x01,
            ClkonCfg = core.ClkonMisc.Mask,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight) | gsi.UseDbEng.Mask,
            ChannelQos = gsi.UseDbEng.Mask,
            HasHashedTables = true,
            RxResetTwice = true,
            MissesSuspendInterrupt = true,
            ControlsEndpoints = true,
            HasBackwardCompatibility = true,
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
                Channel = 6,
                Id = 22,
                ToIpa = true,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 18,
                ResourceGroup = 0,
                DmaEndpoint = EndpointName.ApLanRx,
                SequencerType = 0x00,
            },
            new EndpointData
            {
                Name = EndpointName.ApLanRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 7,
                Id = 15,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 8,
                ResourceGroup = 0,
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
                Channel = 5,
                Id = 3,
                ToIpa = true,
                Filter = true,
                ElementCount = 512,
                EventCount = 512,
                TlvCount = 16,
                ResourceGroup = 0,
                Checksum = true,
                Qmap = true,
                StatusEnable = true,
                StatusEndpoint = EndpointName.ModemApRx,
                SequencerType = 0x04,
            },
            new EndpointData
            {
                Name = EndpointName.ApModemRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 8,
                Id = 16,
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
                Channel = 4,
                Id = 9,
                ToIpa = true,
                Filter = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApTx,
                Environment = EndpointData.Modem,
                Channel = 0,
                Id = 5,
                ToIpa = true,
                Filter = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApRx,
                Environment = EndpointData.Modem,
                Channel = 5,
                Id = 18,
            },
        };
    }

    private static ResourceLimits[] SourceResources()
    {
        return new ResourceLimits[]
        {
            // SRC_PKT_CONTEXTS
            new ResourceLimits(new uint[] { 3, 3, 1, 1, 0, 2 }, new uint[] { 255, 255, 255, 255, 0, 255 }),
            // SRC_HDR_SECTORS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 255, 255, 255, 255, 0, 255 }),
            // SRC_HDRI1_BUFFER
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 255, 255, 255, 255, 0, 255 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 14, 16, 5, 5, 0, 8 }, new uint[] { 14, 16, 5, 5, 0, 8 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 19, 26, 5, 5, 0, 8 }, new uint[] { 19, 26, 5, 5, 0, 8 }),
            // SRC_HDRI2_BUFFERS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 255, 255, 255, 255, 0, 255 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 255, 255, 255, 255, 0, 255 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 19, 26, 5, 5, 0, 8 }, new uint[] { 19, 26, 5, 5, 0, 8 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 3, 3, 1, 0, 3, 3 }, new uint[] { 3, 3, 1, 0, 3, 3 }),
            // DST_DATA_SECTOR_LISTS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 255, 255, 255, 255, 255, 255 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 1, 1, 1, 1, 1, 0 }, new uint[] { 1, 1, 1, 1, 1, 0 }),
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
            new MemoryRegion(MemoryRegionName.Modem, 0x0bd8, 0x1424, 0),
            new MemoryRegion(MemoryRegionName.EndMarker, 0x2000, 0x0000, 1),
        };
    }
}
