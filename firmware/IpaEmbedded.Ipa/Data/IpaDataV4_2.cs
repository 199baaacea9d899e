using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Data of IPA v4.2 (source: the IPA reference, sections 3.1.2, 3.7 and 8).</summary>
public static class IpaDataV4_2
{
    /// <summary>Builds the data.</summary>
    public static IpaData Create()
    {
        IpaRegisters core = IpaRegisters.Of(IpaVersion.V4_2);
        GsiRegisters gsi = new GsiRegisters(IpaVersion.V4_2);
        return new IpaData
        {
            Version = IpaVersion.V4_2,
            VersionName = "4.2",
            Compatible = "qcom,sc7180-ipa",
            Registers = core,
            Gsi = gsi,
            CoreClockHertz = 100000000,
            InterconnectNames = new string[] { "memory", "imem", "config" },
            AverageKilobytesPerSecond = new uint[] { 80000, 0, 0 },
            PeakKilobytesPerSecond = new uint[] { 465000, 68570, 30000 },
            MaxWrites = new uint[] { 8 },
            MaxReads = new uint[] { 12 },
            MaxReadBeats = new uint[] { 0 },
            ImemAddress = 0x146a8000,
            ImemSize = 0x2000,
            SmemItem = 497,
            SmemSize = 0x2000,
            SourceGroups = 1,
            DestinationGroups = 1,
            TxCfgClear = core.PaMaskEn.Mask,
            CompCfgSet = core.GsiMultiInorderRdDis.Mask | core.GsiMultiInorderWrDis.Mask | core.GsiMultiAxiMastersDis.Mask,
            ClkonCfg = core.ClkonGlobal.Mask | core.Global2xClk.Mask,
            DisablesHashing = true,
            AllocatesModemChannels = true,
            CommandChannelQos = gsi.WrrWeight.Encode(ChannelService.CommandWeight),
            ChannelQos = gsi.UseEscapeBufOnly.Mask,
            ClearOptionInOpcode = true,
            PausesByFlowControl = true,
            MasksOtherEnvironments = true,
            HasBackwardCompatibility = true,
            ReportsEndpoints = true,
            ReportsIdle = true,
            ScalesHeadOfLineTimer = true,
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
                Channel = 1,
                Id = 6,
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
                Channel = 2,
                Id = 8,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 6,
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
                Channel = 0,
                Id = 1,
                ToIpa = true,
                Filter = true,
                ElementCount = 512,
                EventCount = 512,
                TlvCount = 8,
                ResourceGroup = 0,
                Checksum = true,
                Qmap = true,
                StatusEnable = true,
                StatusEndpoint = EndpointName.ModemApRx,
                SequencerType = 0x06,
                SequencerRepType = 0x08,
            },
            new EndpointData
            {
                Name = EndpointName.ApModemRx,
                Environment = EndpointData.ApplicationProcessor,
                Channel = 3,
                Id = 9,
                ElementCount = 256,
                EventCount = 256,
                TlvCount = 6,
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
                Name = EndpointName.ModemCommandTx,
                Environment = EndpointData.Modem,
                Channel = 1,
                Id = 5,
                ToIpa = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemLanRx,
                Environment = EndpointData.Modem,
                Channel = 3,
                Id = 11,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApTx,
                Environment = EndpointData.Modem,
                Channel = 0,
                Id = 4,
                ToIpa = true,
                Filter = true,
            },
            new EndpointData
            {
                Name = EndpointName.ModemApRx,
                Environment = EndpointData.Modem,
                Channel = 2,
                Id = 10,
            },
        };
    }

    private static ResourceLimits[] SourceResources()
    {
        return new ResourceLimits[]
        {
            // SRC_PKT_CONTEXTS
            new ResourceLimits(new uint[] { 3 }, new uint[] { 63 }),
            // SRC_DESCRIPTOR_LISTS
            new ResourceLimits(new uint[] { 3 }, new uint[] { 3 }),
            // SRC_DESCRIPTOR_BUFF
            new ResourceLimits(new uint[] { 10 }, new uint[] { 10 }),
            // SRC_HPS_DMARS
            new ResourceLimits(new uint[] { 1 }, new uint[] { 1 }),
            // SRC_ACK_ENTRIES
            new ResourceLimits(new uint[] { 5 }, new uint[] { 5 }),
        };
    }

    private static ResourceLimits[] DestinationResources()
    {
        return new ResourceLimits[]
        {
            // DST_DATA_SECTORS
            new ResourceLimits(new uint[] { 3 }, new uint[] { 3 }),
            // DST_DPS_DMARS
            new ResourceLimits(new uint[] { 1 }, new uint[] { 63 }),
        };
    }

    private static MemoryRegion[] Memory()
    {
        return new MemoryRegion[]
        {
            new MemoryRegion(MemoryRegionName.UcShared, 0x0000, 0x0080, 0),
            new MemoryRegion(MemoryRegionName.UcInfo, 0x0080, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.V4FilterHashed, 0x0288, 0x0000, 2),
            new MemoryRegion(MemoryRegionName.V4Filter, 0x0290, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6FilterHashed, 0x0310, 0x0000, 2),
            new MemoryRegion(MemoryRegionName.V6Filter, 0x0318, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V4RouteHashed, 0x0398, 0x0000, 2),
            new MemoryRegion(MemoryRegionName.V4Route, 0x03a0, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.V6RouteHashed, 0x0420, 0x0000, 2),
            new MemoryRegion(MemoryRegionName.V6Route, 0x0428, 0x0078, 2),
            new MemoryRegion(MemoryRegionName.ModemHeader, 0x04a8, 0x0140, 2),
            new MemoryRegion(MemoryRegionName.ModemProcCtx, 0x05f0, 0x0200, 2),
            new MemoryRegion(MemoryRegionName.ApProcCtx, 0x07f0, 0x0200, 0),
            new MemoryRegion(MemoryRegionName.PdnConfig, 0x09f8, 0x0050, 2),
            new MemoryRegion(MemoryRegionName.StatsQuotaModem, 0x0a50, 0x0060, 2),
            new MemoryRegion(MemoryRegionName.StatsTethering, 0x0ab0, 0x0140, 0),
            new MemoryRegion(MemoryRegionName.Modem, 0x0bf0, 0x140c, 0),
            new MemoryRegion(MemoryRegionName.EndMarker, 0x2000, 0x0000, 1),
        };
    }
}
