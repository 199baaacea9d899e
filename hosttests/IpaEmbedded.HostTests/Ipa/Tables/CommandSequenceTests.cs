namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// The commands that load and reset tables and memory, as "opcode flags payload", worked out by hand from the reference, sections 5, 8.4 and 8.5.
/// Flags: 30001 chained, 30600 last of its transaction. System addresses are dashes.
/// </summary>
[TestClass]
public sealed class CommandSequenceTests
{
    private const string Address = "----------------";

    [TestMethod]
    public void Setup_of_3_5_1_loads_headers_zeroes_contexts_and_loads_tables()
    {
        AssertCommands("qcom,sdm845-ipa", "setup",
            "0x0009 0x00030001 " + Address + "4081680000000000",
            "0x0013 0x00030001 00000002d0070000" + Address,
            "0x0013 0x00030001 00000002d0090000" + Address,
            "0x0013 0x00030600 00002410d80b0000" + Address,
            "0x0007 0x00030001 " + Address + "7880488007080500" + Address,
            "0x0008 0x00030001 " + Address + "7880588007080600" + Address,
            "0x0003 0x00030001 " + Address + "2080280002080300" + Address,
            "0x0013 0x00030001 0000580028030000" + Address,
            "0x0013 0x00030001 00005800a8020000" + Address,
            "0x0004 0x00030001 " + Address + "2080380002080400" + Address,
            "0x0013 0x00030001 0000580028040000" + Address,
            "0x0013 0x00030600 00005800a8030000" + Address);
    }

    [TestMethod]
    public void Setup_of_4_2_has_no_hashed_tables_to_load()
    {
        AssertCommands("qcom,sc7180-ipa", "setup",
            "0x0009 0x00030001 " + Address + "40814a0000000000",
            "0x0013 0x00030001 00000002f0050000" + Address,
            "0x0013 0x00030001 00000002f0070000" + Address,
            "0x0013 0x00030600 00000c14f00b0000" + Address,
            "0x0007 0x00030001 00000000000000000000008007a00300" + Address,
            "0x0008 0x00030001 00000000000000000000008007280400" + Address,
            "0x0003 0x00030001 00000000000000000000008001900200" + Address,
            "0x0013 0x00030001 00006000a8020000" + Address,
            "0x0004 0x00030001 00000000000000000000008001180300" + Address,
            "0x0013 0x00030600 0000600030030000" + Address);
    }

    [TestMethod]
    [DataRow("qcom,sdx55-ipa", "0000200bd00a0000", "00000002f0150000", "00000008e82f0000", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "00000002d00a0000", "00000002d00c0000", "00000c10181f0000", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "0000200bd00a0000", "00000002f0150000", "00000008e82f0000", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "00000002d00a0000", "00000002d00c0000", "00000c10181f0000", DisplayName = "4.11")]
    public void Setup_from_4_5_on_loads_the_headers_of_both_processors(string compatible, string modemContexts, string contexts, string modem)
    {
        AssertCommands(compatible, "setup",
            "0x0009 0x00030001 " + Address + "4084680000000000",
            "0x0013 0x00030001 " + modemContexts + Address,
            "0x0013 0x00030001 " + contexts + Address,
            "0x0013 0x00030600 " + modem + Address,
            "0x0007 0x00030001 " + Address + "7880488007080500" + Address,
            "0x0008 0x00030001 " + Address + "7880588007080600" + Address,
            "0x0003 0x00030001 " + Address + "2080280002080300" + Address,
            "0x0013 0x00030001 0000580028030000" + Address,
            "0x0013 0x00030001 00005800a8020000" + Address,
            "0x0004 0x00030001 " + Address + "2080380002080400" + Address,
            "0x0013 0x00030001 0000580028040000" + Address,
            "0x0013 0x00030600 00005800a8030000" + Address);
    }

    /// <summary>Before v4.0 the option to clear the whole pipeline (2) is in the payload.</summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "700a", "300c", "0f00000000000000", "00002414d80b0000", DisplayName = "3.1: endpoints 5 and 9, status of 15")]
    [DataRow("qcom,sdm845-ipa", "9009", "e00a", "0900000000000000", "00002410d80b0000", DisplayName = "3.5.1: endpoints 3 and 6, status of 9")]
    public void After_a_crash_before_4_0_tables_endpoints_pipeline_and_memory_are_reset(string compatible, string firstStatus, string secondStatus, string destination, string modem)
    {
        AssertCommands(compatible, "crash",
            "0x0013 0x00030001 0000080018030000" + Address,
            "0x0013 0x00030600 0000080020030000" + Address,
            "0x0013 0x00030001 0000080018040000" + Address,
            "0x0013 0x00030600 0000080020040000" + Address,
            "0x0013 0x00030001 0000080098020000" + Address,
            "0x0013 0x00030600 00000800a0020000" + Address,
            "0x0013 0x00030001 0000080098030000" + Address,
            "0x0013 0x00030600 00000800a0030000" + Address,
            "0x0013 0x00030001 0000400008050000" + Address,
            "0x0013 0x00030001 0000400008060000" + Address,
            "0x0013 0x00030001 0000400088040000" + Address,
            "0x0013 0x00030600 0000400088050000" + Address,
            "0x000c 0x00030600 00009000111100001111000000000000",
            "0x000c 0x00030001 0000" + firstStatus + "00000000ffffffff00000000",
            "0x000c 0x00030001 0000" + secondStatus + "00000000ffffffff00000000",
            "0x000c 0x00030001 00000000000000000000000002000000",
            "0x0010 0x00030001 " + destination,
            "0x0014 0x00030001 0000000000000000",
            "0x0013 0x00030001 0000400188060000" + Address,
            "0x0013 0x00030001 00000002d0070000" + Address,
            "0x0013 0x00030600 " + modem + Address);
    }

    /// <summary>From v4.0 on the option is in the opcode: 040c.</summary>
    [TestMethod]
    public void After_a_crash_of_4_2_there_is_no_hash_to_flush()
    {
        AssertCommands("qcom,sc7180-ipa", "crash",
            "0x0013 0x00030600 00000800a0020000" + Address,
            "0x0013 0x00030600 0000080028030000" + Address,
            "0x0013 0x00030001 00004000a0030000" + Address,
            "0x0013 0x00030600 0000400028040000" + Address,
            "0x000c 0x00030001 0000000a00000000ffffffff00000000",
            "0x000c 0x00030001 0000700a00000000ffffffff00000000",
            "0x040c 0x00030001 00000000000000000000000000000000",
            "0x0010 0x00030001 0800000000000000",
            "0x0014 0x00030001 0000000000000000",
            "0x0013 0x00030001 00004001a8040000" + Address,
            "0x0013 0x00030001 00000002f0050000" + Address,
            "0x0013 0x00030600 00000c14f00b0000" + Address);
    }

    [TestMethod]
    [DataRow("qcom,sdx55-ipa", "1000000000000000", "0000200bd00a0000", "00000008e82f0000", DisplayName = "4.5: status of 16")]
    [DataRow("qcom,sm6350-ipa", "0900000000000000", "00000002d00a0000", "00000c10181f0000", DisplayName = "4.7: status of 9")]
    [DataRow("qcom,sm8350-ipa", "0b00000000000000", "0000200bd00a0000", "00000008e82f0000", DisplayName = "4.9: status of 11")]
    [DataRow("qcom,sc7280-ipa", "0900000000000000", "00000002d00a0000", "00000c10181f0000", DisplayName = "4.11: status of 9")]
    public void After_a_crash_from_4_5_on_the_flush_register_is_another(string compatible, string destination, string contexts, string modem)
    {
        AssertCommands(compatible, "crash",
            "0x0013 0x00030001 0000080018030000" + Address,
            "0x0013 0x00030600 0000080020030000" + Address,
            "0x0013 0x00030001 0000080018040000" + Address,
            "0x0013 0x00030600 0000080020040000" + Address,
            "0x0013 0x00030001 0000080098020000" + Address,
            "0x0013 0x00030600 00000800a0020000" + Address,
            "0x0013 0x00030001 0000080098030000" + Address,
            "0x0013 0x00030600 00000800a0030000" + Address,
            "0x0013 0x00030001 0000400008050000" + Address,
            "0x0013 0x00030001 0000400008060000" + Address,
            "0x0013 0x00030001 0000400088040000" + Address,
            "0x0013 0x00030600 0000400088050000" + Address,
            "0x000c 0x00030600 00004c01111100001111000000000000",
            "0x000c 0x00030001 0000700a00000000ffffffff00000000",
            "0x000c 0x00030001 0000c00b00000000ffffffff00000000",
            "0x040c 0x00030001 00000000000000000000000000000000",
            "0x0010 0x00030001 " + destination,
            "0x0014 0x00030001 0000000000000000",
            "0x0013 0x00030001 0000400288060000" + Address,
            "0x0013 0x00030001 " + contexts + Address,
            "0x0013 0x00030600 " + modem + Address);
    }

    /// <summary>19 routes of 8 bytes, tables of three filters and their bitmap, headers of 0x240 and 0x1e0 bytes.</summary>
    [TestMethod]
    [DataRow("qcom,sdx65-ipa", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", DisplayName = "5.5")]
    public void Setup_from_5_0_on_loads_larger_tables(string compatible)
    {
        AssertCommands(compatible, "setup",
            "0x0009 0x00030001 " + Address + "2084700100000000",
            "0x0013 0x00030001 0000200b401b0000" + Address,
            "0x0013 0x00030001 0000000260260000" + Address,
            "0x0013 0x00030600 0000480d98380000" + Address,
            "0x0007 0x00030001 " + Address + "9880488109281500" + Address,
            "0x0008 0x00030001 " + Address + "98805c8109681600" + Address,
            "0x0003 0x00030001 " + Address + "2080280102081300" + Address,
            "0x0013 0x00030001 0000580028130000" + Address,
            "0x0013 0x00030001 00005800a8120000" + Address,
            "0x0004 0x00030001 " + Address + "2080380102081400" + Address,
            "0x0013 0x00030001 0000580028140000" + Address,
            "0x0013 0x00030600 00005800a8130000" + Address);
    }

    /// <summary>Eleven modem routes (88 bytes), one flush for IPv4 and IPv6, status registers of endpoints 12 and 15, status at 16.</summary>
    [TestMethod]
    [DataRow("qcom,sdx65-ipa", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", DisplayName = "5.5")]
    public void After_a_crash_from_5_0_on_caches_are_flushed_together(string compatible)
    {
        AssertCommands(compatible, "crash",
            "0x0013 0x00030001 0000080018130000" + Address,
            "0x0013 0x00030600 0000080020130000" + Address,
            "0x0013 0x00030001 0000080018140000" + Address,
            "0x0013 0x00030600 0000080020140000" + Address,
            "0x0013 0x00030001 0000080098120000" + Address,
            "0x0013 0x00030600 00000800a0120000" + Address,
            "0x0013 0x00030001 0000080098130000" + Address,
            "0x0013 0x00030600 00000800a0130000" + Address,
            "0x0013 0x00030001 0000580028150000" + Address,
            "0x0013 0x00030001 0000580068160000" + Address,
            "0x0013 0x00030001 0000580088140000" + Address,
            "0x0013 0x00030600 00005800c8150000" + Address,
            "0x000c 0x00030600 00000404110000001100000000000000",
            "0x000c 0x00030001 0000401600000000ffffffff00000000",
            "0x000c 0x00030001 0000c01700000000ffffffff00000000",
            "0x040c 0x00030001 00000000000000000000000000000000",
            "0x0010 0x00030001 1000000000000000",
            "0x0014 0x00030001 0000000000000000",
            "0x0013 0x00030001 0000400208170000" + Address,
            "0x0013 0x00030001 0000200b401b0000" + Address,
            "0x0013 0x00030600 0000480d98380000" + Address);
    }

    private static void AssertCommands(string compatible, string step, params string[] expected) =>
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', DriverTrace.Of(compatible).Commands(step)));
}
