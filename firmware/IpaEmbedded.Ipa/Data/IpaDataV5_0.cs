using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v5.0 (source: the IPA reference, sections 18.4 to 18.6).</summary>
public static class IpaDataV5_0
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaData data = CreateFor(IpaVersion.V5_0);
        data.VersionName = "5.0";
        data.Compatible = "qcom,sdx65-ipa";
        data.MaxReads = new uint[] { 0, 0 };
        data.ImemSize = 0x3000;
        data.SmemSize = 0x9000;
        data.Memory = Memory();
        return data;
    }

    /// <summary>Builds what v5.0 and v5.5 have in common, for the registers of one of them.</summary>
    internal static IpaData CreateFor(int version)
    {
        IpaRegisters core = IpaRegisters.Of(version);
        GsiRegisters gsi = new GsiRegisters(version);
        return new IpaData
        {
            Version = version,
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 120000000,
            InterconnectNames = new string[] { "memory", "config" },
            AverageKilobytesPerSecond = new uint[] { 600000, 0 },
            PeakKilobytesPerSecond = new uint[] { 1900000, 76800 },
            MaxWrites = new uint[] { 0, 0 },
            MaxReadBeats = new uint[] { 0, 0 },
            ImemAddress = 0x14688000,
            SmemItem = 497,
            SourceGroups = 6,
            DestinationGroups = 7,
            CompCfgSet = core.GsiMultiInorderRdDis.Mask | core.GsiMultiInorderWrDis.Mask,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight) | gsi.DbInBytes.Mask,
            ChannelQos = gsi.PrefetchMode.Encode(ChannelService.EscapeBufferOnly) | gsi.DbInBytes.Mask,
            HasHashedTables = true,
            SeparateCaches = true,
            ModemRoutes = 11,
            FilterBitIsEndpoint = true,
            WideEndpointIds = true,
            ClearOptionInOpcode = true,
            InlineChecksum = true,
            HeadOfLineEnableTwice = true,
            PausesByFlowControl = true,
            FlowControlRetries = 5,
            MasksOtherEnvironments = true,
            ReportsEndpoints = true,
            ReportsIdle = true,
            CountsInQtime = true,
            Endpoints = Endpoints(),
            SourceResources = SourceResources(),
            DestinationResources = DestinationResources(),
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
                Channel = 12,
                Id = 14,
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
                Channel = 13,
                Id = 16,
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
                Channel = 11,
                Id = 2,
                ToIpa = true,
                Filter = true,
                ElementCount = 512,
                EventCount = 512,
                TlvCount = 25,
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
                Channel = 1,
                Id = 23,
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
                Id = 12,
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
                Id = 15,
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
            new ResourceLimits(new uint[] { 3, 4, 0, 0, 1, 0 }, new uint[] { 9, 10, 0, 0, 63, 63 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 9, 12, 0, 0, 10, 0 }, new uint[] { 9, 12, 0, 0, 10, 0 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 9, 24, 0, 0, 20, 0 }, new uint[] { 9, 24, 0, 0, 20, 0 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 1, 0 }, new uint[] { 63, 63, 0, 0, 63, 63 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 22, 16, 0, 0, 16, 0 }, new uint[] { 22, 16, 0, 0, 16, 0 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 6, 5, 0, 0, 0, 0, 39 }, new uint[] { 6, 5, 0, 0, 0, 0, 39 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0, 0 }, new uint[] { 3, 3, 0, 0, 0, 0, 0 }),
            // DST_ULSO_SEGMENTS
            new ResourceLimits(new uint[] { 0, 0, 0, 0, 0, 0, 0 }, new uint[] { 63, 63, 0, 0, 0, 0, 0 }),
        };
    }

    private static MemoryRegion[] Memory()
    {
        return new MemoryRegion[]
        {
            new MemoryRegion(MemoryRegionName.UcEventRing, 0x0000, 0x1000, 0),
            new MemoryRegion(MemoryRegionName.UcShared, 0x1000, 0x0080, 0),
            new MemoryRegion(MemoryRegionName.UcInfo, 0x1080, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.V4FilterHashed, 0x1288, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4Filter, 0x1308, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6FilterHashed, 0x1388, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6Filter, 0x1408, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4RouteHashed, 0x1488, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V4Route, 0x1528, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V6RouteHashed, 0x15c8, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.V6Route, 0x1668, 0x0098, 2),
            new MemoryRegion(MemoryRegionName.ModemHeader, 0x1708, 0x0240, 2),
            new MemoryRegion(MemoryRegionName.ApHeader, 0x1948, 0x01e0, 0),
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x1b40, 0x0b20, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x2660, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.StatsQuotaModem, 0x2868, 0x0060, 2),
            new MemoryRegion(MemoryRegionName.StatsQuotaAp, 0x28c8, 0x0048, 0),
            new MemoryRegion(MemoryRegionName.ApV4Filter, 0x2918, 0x0118, 2),
            new MemoryRegion(MemoryRegionName.ApV6Filter, 0x2aa0, 0x0228, 0),
            new MemoryRegion(MemoryRegionName.StatsFilterRoute, 0x2cd0, 0x0ba0, 2),
            new MemoryRegion(MemoryRegionName.StatsDrop, 0x3870, 0x0020, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x3898, 0x0d48, 2),
            new MemoryRegion(MemoryRegionName.NatTable, 0x45e0, 0x0900, 0),
            new MemoryRegion(MemoryRegionName.PdnConfig, 0x4ee8, 0x0100, 2),
        };
    }
}
