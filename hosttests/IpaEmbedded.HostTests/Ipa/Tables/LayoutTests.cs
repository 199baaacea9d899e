using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>Words of the GSI and of messages between driver, chip and modem: the reference, sections 3.3 to 3.5, 4, 6, 9.3, 9.5 and appendix B.</summary>
[TestClass]
public sealed class LayoutTests
{
    [TestMethod]
    public void Gsi_command_words()
    {
        var gsi = IpaVersions.ForCompatible("qcom,sdm845-ipa").Gsi;

        Assert.AreEqual(0x01000006u, (GsiOpcode.Start << 24) | 6, "START of channel 6");
        Assert.AreEqual(0x02000003u, (GsiOpcode.Stop << 24) | 3, "STOP of channel 3");
        Assert.AreEqual(0x0a000000u, GsiOpcode.Deallocate << 24, "DE_ALLOC of event ring 0");
        Assert.AreEqual(0x00000006u, gsi.ChCmd.Find("OPCODE").Encode(GsiOpcode.Allocate) | gsi.ChCmd.Find("CHID").Encode(6));
        Assert.AreEqual(0x09000001u, gsi.EvChCmd.Find("OPCODE").Encode(GsiOpcode.Reset) | gsi.EvChCmd.Find("EV_CHID").Encode(1));
        Assert.AreEqual(0xbu, GsiOpcode.DoorbellStop);
        Assert.AreEqual(0x443u, GenericCommand(GsiOpcode.GenericEnableFlowControl), "flow control of the modem's channel 2 on");
        Assert.AreEqual(0x444u, GenericCommand(GsiOpcode.GenericDisableFlowControl));
        Assert.AreEqual(0x441u, GenericCommand(GsiOpcode.GenericHaltChannel));
        Assert.AreEqual(0x442u, GenericCommand(GsiOpcode.GenericAllocateChannel));
        Assert.AreEqual(0x445u, GenericCommand(GsiOpcode.GenericQueryFlowControl));

        uint GenericCommand(uint opcode) => gsi.GenericCmd.Find("OPCODE").Encode(opcode) | gsi.GenericCmd.Find("CHID").Encode(2) | gsi.GenericCmd.Find("EE").Encode(1);
    }

    [TestMethod]
    public void States_results_and_errors_of_the_gsi()
    {
        CollectionAssert.AreEqual(new uint[] { 0, 1, 2, 3, 4, 5, 0xf }, new[]
        {
            ChannelState.NotAllocated, ChannelState.Allocated, ChannelState.Started, ChannelState.Stopped, ChannelState.StopInProgress, ChannelState.FlowControlled,
            ChannelState.Error,
        });
        CollectionAssert.AreEqual(new uint[] { 0, 1, 0xf }, new[] { EventRingState.NotAllocated, EventRingState.Allocated, EventRingState.Error });
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4, 5, 6, 7 }, new[]
        {
            GsiResult.Success, GsiResult.IncorrectChannelState, GsiResult.IncorrectDirection, GsiResult.IncorrectChannelType, GsiResult.IncorrectChannel, GsiResult.Retry,
            GsiResult.NoResources,
        });
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4, 5, 6, 8 }, new[]
        {
            GsiErrorCode.InvalidElement, GsiErrorCode.OutOfBuffers, GsiErrorCode.OutOfResources, GsiErrorCode.UnsupportedInterEnvironment, GsiErrorCode.EventRingEmpty,
            GsiErrorCode.NotAllocatedEvent, GsiErrorCode.ElementNotOwned,
        });
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3 }, new[] { GsiErrorCode.TypeGlobal, GsiErrorCode.TypeChannel, GsiErrorCode.TypeEventRing });
    }

    [TestMethod]
    public void Flags_of_transfer_elements()
    {
        const uint Data = TransferElement.TypeTransfer << TransferElement.TypeShift;
        const uint Command = TransferElement.TypeImmediateCommand << TransferElement.TypeShift;

        Assert.AreEqual(16, TransferElement.Size);
        Assert.AreEqual(0x20200u, Data | TransferElement.InterruptOnTransfer, "last of a received buffer");
        Assert.AreEqual(0x20600u, Data | TransferElement.InterruptOnTransfer | TransferElement.BlockInterrupt, "last of a packet to send");
        Assert.AreEqual(0x20001u, Data | TransferElement.Chain, "chained");
        Assert.AreEqual(0x30600u, Command | TransferElement.InterruptOnTransfer | TransferElement.BlockInterrupt, "last command");
        Assert.AreEqual(0x40100u, (TransferElement.TypeNop << TransferElement.TypeShift) | TransferElement.InterruptOnBlock);
    }

    /// <summary>Bytes 8 to 15: length 8-9, code 11, type 14, channel 15; received 0x1234 bytes, end of transfer, type 2, channel 6.</summary>
    [TestMethod]
    public void An_event_element_has_length_code_type_and_channel()
    {
        ulong upper = (0x1234ul << EventElement.LengthShift) | ((ulong)EventElement.CodeEndOfTransfer << EventElement.CodeShift)
            | ((ulong)EventElement.TypeTransferEvent << EventElement.TypeShift) | (6ul << EventElement.ChannelShift);

        Assert.AreEqual(0x0602000002001234ul, upper);
        Assert.AreEqual(16, EventElement.Size);
        CollectionAssert.AreEqual(new uint[] { 3, 0x10, 0x11 }, new[] { EventElement.CodeOverflow, EventElement.CodeUndefined, EventElement.CodeRingError });
    }

    [TestMethod]
    public void A_status_element_has_32_bytes()
    {
        Assert.AreEqual(32, StatusElement.Size);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 4, 6, 7, 12, 16 }, new[]
        {
            StatusElement.Opcode, StatusElement.Exception, StatusElement.Mask, StatusElement.PacketLength, StatusElement.SourceEndpoint, StatusElement.DestinationEndpoint,
            StatusElement.Routing, StatusElement.Tag,
        });
        CollectionAssert.AreEqual(new byte[] { 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40 }, new[]
        {
            StatusElement.OpcodePacket, StatusElement.OpcodeNewFragmentRule, StatusElement.OpcodeDroppedPacket, StatusElement.OpcodeSuspendedPacket, StatusElement.OpcodeLog,
            StatusElement.OpcodeDcmp, StatusElement.OpcodePacketSecondPass,
        });
        Assert.AreEqual((byte)0x01, StatusElement.ExceptionDeaggregation);
        Assert.AreEqual((ushort)0x0010, StatusElement.MaskTagValid);
        Assert.AreEqual(0xffc00000u, StatusElement.RouteRuleMiss << StatusElement.RouteRuleShift);
    }

    [TestMethod]
    public void Headers_of_qmap_and_checksums()
    {
        CollectionAssert.AreEqual(new[] { 4, 4, 8, 4 }, new[]
        {
            QmapHeader.Size, QmapHeader.UplinkChecksumSize, QmapHeader.DownlinkTrailerSize, QmapHeader.ChecksumV5Size,
        });
        CollectionAssert.AreEqual(new byte[] { 0x3f, 0x40, 0x80, 0x01, 0x04, 0x80, 1, 2, 3, 1 }, new[]
        {
            QmapHeader.PadMask, QmapHeader.NextHeader, QmapHeader.Command, QmapHeader.DownlinkValid, QmapHeader.V5TypeChecksum, QmapHeader.V5Valid,
            QmapHeader.CommandFlowDisable, QmapHeader.CommandFlowEnable, QmapHeader.CommandTypeMask, QmapHeader.CommandAcknowledgement,
        });
        CollectionAssert.AreEqual(new ushort[] { 0x8000, 0x4000 }, new[] { QmapHeader.UplinkChecksumEnable, QmapHeader.UplinkChecksumUdp });
    }

    [TestMethod]
    public void Mailbox_of_the_microcontroller_and_its_interrupts()
    {
        CollectionAssert.AreEqual(new[] { 0x00, 0x04, 0x08, 0x0c, 0x10, 0x14, 0x18, 0x24 }, new[]
        {
            MicrocontrollerMemory.Command, MicrocontrollerMemory.CommandParameter, MicrocontrollerMemory.CommandParameterHigh, MicrocontrollerMemory.Response,
            MicrocontrollerMemory.ResponseParameter, MicrocontrollerMemory.Event, MicrocontrollerMemory.EventParameter, MicrocontrollerMemory.InterfaceVersion,
        });
        CollectionAssert.AreEqual(new byte[] { 4, 1, 2, 1, 2 }, new[]
        {
            MicrocontrollerMemory.CommandErrorFatal, MicrocontrollerMemory.ResponseInitCompleted, MicrocontrollerMemory.ResponseCommandCompleted, MicrocontrollerMemory.EventError,
            MicrocontrollerMemory.EventLogInfo,
        });
        CollectionAssert.AreEqual(new[] { 0x0, 0x2, 0x3, 0xe }, new[]
        {
            IpaInterrupt.BadSnocAccess, IpaInterrupt.MicrocontrollerEvent, IpaInterrupt.MicrocontrollerResponse, IpaInterrupt.TxSuspend,
        });
    }

    [TestMethod]
    public void Values_of_fields_of_endpoint_registers()
    {
        CollectionAssert.AreEqual(new uint[] { 0, 3, 0, 1, 2, 4, 6, 1, 2, 1 }, new[]
        {
            EndpointMode.Basic, EndpointMode.Dma, EndpointMode.AggregationBypass, EndpointMode.AggregationEnable, EndpointMode.AggregationDisassemble,
            EndpointMode.AggregationGeneric, EndpointMode.AggregationQcmap, EndpointMode.ChecksumUplink, EndpointMode.ChecksumDownlink, EndpointMode.ChecksumInline,
        });
    }
}
