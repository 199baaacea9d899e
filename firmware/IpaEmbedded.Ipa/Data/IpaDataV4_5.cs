using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v4.5 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV4_5
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V4_5);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V4_5);
        return new IpaData
        {
            Version = IpaVersion.V4_5,
            VersionName = "4.5",
            Compatible = "qcom,sdx55-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 150000000,
            InterconnectNames = new string[] { "memory", "imem", "config" },
            AverageKilobytesPerSecond = new uint[] { 150000, 75000, 0 },
            PeakKilobytesPerSecond = new uint[] { 600000, 450000, 171400 },
            MaxWrites = new uint[] { 8, 8 },
            MaxReads = new uint[] { 0, 12 },
            MaxReadBeats = new uint[] { 120, 0 },
            ImemAddress = 0x14688000,
            ImemSize = 0x3000,
            SmemItem = 497,
            SmemSize = 0x9000,
            SourceGroups = 5,
            DestinationGroups = 5,
            CompCfgSet = core.GsiMultiInorderRdDis.Mask | core.GsiMultiInorderWrDis.Mask,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight),
            ChannelQos = gsi.PrefetchMode.Encode(ChannelService.EscapeBufferOnly),
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
                Channel = 9,
                Id = 7,
                ToIpa = true,
                ElementCount = 256,
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
                Channel = 10,
                Id = 16,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 9,
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
                Channel = 7,
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
            },
            new EndpointData
            {
                Name = EndpointName.ApModemRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 1,
                Id = 14,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 9,
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
                Id = 21,
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
            new ResourceLimits(new uint[] { 0, 1, 0, 0, 1 }, new uint[] { 0, 11, 0, 0, 63 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 0, 14, 0, 0, 3 }, new uint[] { 0, 14, 0, 0, 3 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 0, 18, 0, 0, 8 }, new uint[] { 0, 18, 0, 0, 8 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0 }, new uint[] { 63, 63, 63, 63, 63 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 0, 24, 0, 0, 8 }, new uint[] { 0, 24, 0, 0, 8 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 0, 16, 2, 2, 0 }, new uint[] { 0, 16, 2, 2, 0 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 0, 2, 1, 1, 0 }, new uint[] { 0, 63, 2, 2, 2 }),
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
