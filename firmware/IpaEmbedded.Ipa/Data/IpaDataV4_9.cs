using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v4.9 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV4_9
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V4_9);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V4_9);
        return new IpaData
        {
            Version = IpaVersion.V4_9,
            VersionName = "4.9",
            Compatible = "qcom,sm8350-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 60000000,
            InterconnectNames = new string[] { "memory", "config" },
            AverageKilobytesPerSecond = new uint[] { 150000, 0 },
            PeakKilobytesPerSecond = new uint[] { 600000, 74000 },
            MaxWrites = new uint[] { 8 },
            MaxReads = new uint[] { 0 },
            MaxReadBeats = new uint[] { 120 },
            ImemAddress = 0x146bd000,
            ImemSize = 0x2000,
            SmemItem = 497,
            SmemSize = 0x9000,
            SourceGroups = 3,
            DestinationGroups = 4,
            CompCfgSet = core.GsiMultiInorderRdDis.Mask | core.GsiMultiInorderWrDis.Mask,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight) | gsi.DbInBytes.Mask,
            ChannelQos = gsi.PrefetchMode.Encode(ChannelService.EscapeBufferOnly) | gsi.DbInBytes.Mask,
            HasHashedTables = true,
            ClearOptionInOpcode = true,
            InlineChecksum = true,
            HeadOfLineEnableTwice = true,
            PausesByFlowControl = true,
            MasksOtherEnvironments = true,
            ReportsEndpoints = true,
            ReportsIdle = true,
            CountsInQtime = true,
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
                Id = 7,
                ToIpa = true,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 20,
                ResourceGroup = 0,
                DmaEndpoint = EndpointName.ApLanRx,
                SequencerType = 0x00,
            },
            new EndpointData
            {
                Name = EndpointName.ApLanRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 7,
                Id = 11,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 9,
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
                Channel = 2,
                Id = 2,
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
                Channel = 12,
                Id = 20,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 9,
                ResourceGroup = 0,
                Checksum = true,
                Qmap = true,
                Aggregation = true,
                BufferSize = 8192,
                AggregationTimeMicroseconds = 500,
                AggregationCloseOnEof = true,
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
                Channel = 7,
                Id = 16,
            },
            new EndpointData
            {
                Name = EndpointName.ModemDlNloTx,
                Environment = EndpointData.Modem,
                Channel = 2,
                Id = 8,
                ToIpa = true,
                Filter = true,
            },
        };
    }

    private static ResourceLimits[] SourceResources()
    {
        return new ResourceLimits[]
        {
            // SRC_PKT_CONTEXTS
            new ResourceLimits(new uint[] { 1, 1, 1 }, new uint[] { 12, 1, 12 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 20, 2, 3 }, new uint[] { 20, 2, 3 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 38, 4, 8 }, new uint[] { 38, 4, 8 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0 }, new uint[] { 4, 4, 4 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 30, 8, 8 }, new uint[] { 30, 8, 8 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 9, 1, 1, 39 }, new uint[] { 9, 1, 1, 39 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 2, 1, 0, 0 }, new uint[] { 3, 2, 2, 0 }),
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
            new MemoryRegion(MemoryRegionName.ModemHeader, 0x0688, 0x0240, 2),
            new MemoryRegion(MemoryRegionName.ApHeader, 0x08c8, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x0ad0, 0x0b20, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x15f0, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.NatTable, 0x1800, 0x0d00, 4),
            new MemoryRegion(MemoryRegionName.StatsQuotaModem, 0x2510, 0x0030, 4),
            new MemoryRegion(MemoryRegionName.StatsQuotaAp, 0x2540, 0x0048, 0),
            new MemoryRegion(MemoryRegionName.StatsTethering, 0x2588, 0x0238, 0),
            new MemoryRegion(MemoryRegionName.StatsFilterRoute, 0x27c0, 0x0800, 0),
            new MemoryRegion(MemoryRegionName.StatsDrop, 0x2fc0, 0x0020, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x2fe8, 0x0800, 2),
            new MemoryRegion(MemoryRegionName.UcEventRing, 0x3800, 0x1000, 1),
            new MemoryRegion(MemoryRegionName.PdnConfig, 0x4800, 0x0050, 0),
        };
    }
}
