using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v4.11 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV4_11
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V4_11);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V4_11);
        return new IpaData
        {
            Version = IpaVersion.V4_11,
            VersionName = "4.11",
            Compatible = "qcom,sc7280-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 60000000,
            InterconnectNames = new string[] { "memory", "config" },
            AverageKilobytesPerSecond = new uint[] { 150000, 0 },
            PeakKilobytesPerSecond = new uint[] { 600000, 74000 },
            MaxWrites = new uint[] { 12 },
            MaxReads = new uint[] { 13 },
            MaxReadBeats = new uint[] { 120 },
            ImemAddress = 0x146a8000,
            ImemSize = 0x2000,
            SmemItem = 497,
            SmemSize = 0x9000,
            SourceGroups = 3,
            DestinationGroups = 3,
            CompCfgSet = core.GsiMultiInorderRdDis.Mask | core.GsiMultiInorderWrDis.Mask,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight) | gsi.DbInBytes.Mask,
            ChannelQos = gsi.PrefetchMode.Encode(ChannelService.EscapeBufferOnly) | gsi.DbInBytes.Mask,
            HasHashedTables = true,
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
                Channel = 5,
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
                Channel = 14,
                Id = 9,
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
                Channel = 7,
                Id = 16,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 9,
                ResourceGroup = 0,
                Checksum = true,
                Qmap = true,
                Aggregation = true,
                BufferSize = 32768,
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
                Id = 14,
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
            new ResourceLimits(new uint[] { 6, 0, 0 }, new uint[] { 6, 0, 0 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 8, 0, 0 }, new uint[] { 8, 0, 0 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 18, 0, 0 }, new uint[] { 18, 0, 0 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 2, 0, 0 }, new uint[] { 2, 0, 0 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 15, 0, 0 }, new uint[] { 15, 0, 0 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 3, 0, 25 }, new uint[] { 3, 0, 25 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 2, 0, 0 }, new uint[] { 2, 0, 0 }),
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
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x0ad0, 0x0200, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x0cd0, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.NatTable, 0x0ee0, 0x0d00, 4),
            new MemoryRegion(MemoryRegionName.PdnConfig, 0x1be8, 0x0050, 0),
            new MemoryRegion(MemoryRegionName.StatsQuotaModem, 0x1c40, 0x0030, 4),
            new MemoryRegion(MemoryRegionName.StatsQuotaAp, 0x1c70, 0x0048, 0),
            new MemoryRegion(MemoryRegionName.StatsTethering, 0x1cb8, 0x0238, 0),
            new MemoryRegion(MemoryRegionName.StatsDrop, 0x1ef0, 0x0020, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x1f18, 0x100c, 2),
            new MemoryRegion(MemoryRegionName.EndMarker, 0x3000, 0x0000, 1),
        };
    }
}
