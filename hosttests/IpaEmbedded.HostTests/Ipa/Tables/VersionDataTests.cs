using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>What else differs from version to version: the reference, section 8.6.6, and the quirks of sections 3.2 to 3.7 and 5.</summary>
[TestClass]
public sealed class VersionDataTests
{
    /// <summary>Filters 2; 5, 8.</summary>
    private const string From4_5 = "093c=7f0000 0a8c=7f0000 0bdc=7f0000 0bdc=0 0c4c=7f 0cbc=7f 0d2c=7f 0d9c=7f 0e0c=7f 0e7c=7f "
        + "085c=7f 08cc=7f 093c=0 09ac=7f 0a1c=7f 0a8c=0 0afc=7f 0b6c=7f";

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 16000000u, "memory 640000/80000 imem 640000/80000 config 80000/0", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 75000000u, "memory 600000/80000 imem 350000/0 config 40000/0", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 100000000u, "memory 465000/80000 imem 68570/0 config 30000/0", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 150000000u, "memory 600000/150000 imem 450000/75000 config 171400/0", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 100000000u, "memory 600000/150000 imem 450000/75000 config 171400/0", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 60000000u, "memory 600000/150000 config 74000/0", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 60000000u, "memory 600000/150000 config 74000/0", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 120000000u, "memory 1900000/600000 config 76800/0", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 120000000u, "memory 1900000/600000 config 76800/0", DisplayName = "5.5")]
    public void Core_clock_and_bandwidth_peak_and_average(string compatible, uint hertz, string paths)
    {
        var data = IpaVersions.ForCompatible(compatible);

        Assert.AreEqual(hertz, data.CoreClockHertz);
        Assert.AreEqual(paths, string.Join(' ', data.InterconnectNames.Select((name, i) => $"{name} {data.PeakKilobytesPerSecond[i]}/{data.AverageKilobytesPerSecond[i]}")));
        Assert.HasCount(data.InterconnectNames.Length, data.PeakKilobytesPerSecond);
        Assert.HasCount(data.InterconnectNames.Length, data.AverageKilobytesPerSecond);
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", 0x146bd000ul, 0x2000ul, 0x2000, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", 0x146bd000ul, 0x2000ul, 0x2000, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", 0x146a8000ul, 0x2000ul, 0x2000, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", 0x14688000ul, 0x3000ul, 0x9000, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", 0x146a8000ul, 0x2000ul, 0x9000, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", 0x146bd000ul, 0x2000ul, 0x9000, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", 0x146a8000ul, 0x2000ul, 0x9000, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", 0x14688000ul, 0x3000ul, 0x9000, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x14688000ul, 0x2000ul, 0xb000, DisplayName = "5.5")]
    public void Memory_outside_of_the_ipa(string compatible, ulong imem, ulong imemSize, int smemSize)
    {
        var data = IpaVersions.ForCompatible(compatible);

        Assert.AreEqual(imem, data.ImemAddress);
        Assert.AreEqual(imemSize, data.ImemSize);
        Assert.AreEqual(497, data.SmemItem);
        Assert.AreEqual(smemSize, data.SmemSize);
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "3.1", 6, 6, DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", "3.5.1", 4, 3, DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "4.2", 1, 1, DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", "4.5", 5, 5, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "4.7", 1, 1, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "4.9", 3, 4, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "4.11", 3, 3, DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "5.0", 6, 7, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "5.5", 6, 7, DisplayName = "5.5")]
    public void Versions_and_their_resource_groups(string compatible, string version, int sourceGroups, int destinationGroups)
    {
        var data = IpaVersions.ForCompatible(compatible);

        Assert.AreEqual(version, data.VersionName);
        Assert.AreEqual(compatible, data.Compatible);
        Assert.AreEqual(sourceGroups, data.SourceGroups);
        Assert.AreEqual(destinationGroups, data.DestinationGroups);
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "hashed reset-twice misses-suspend", DisplayName = "3.1")]
    [DataRow("qcom,sdm845-ipa", "hashed reset-twice misses-suspend", DisplayName = "3.5.1")]
    [DataRow("qcom,sc7180-ipa", "hash-off clear-in-opcode modem-channels flow-control", DisplayName = "4.2")]
    [DataRow("qcom,sdx55-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice", DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice", DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice", DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice", DisplayName = "4.11")]
    [DataRow("qcom,sdx65-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice caches-apart plain-bitmap wide-ids", DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", "hashed clear-in-opcode inline-checksum flow-control drop-twice caches-apart plain-bitmap wide-ids", DisplayName = "5.5")]
    public void Quirks(string compatible, string expected)
    {
        var data = IpaVersions.ForCompatible(compatible);

        (bool Set, string Name)[] quirks =
        [
            (data.HasHashedTables, "hashed"), (data.DisablesHashing, "hash-off"), (data.ClearOptionInOpcode, "clear-in-opcode"), (data.InlineChecksum, "inline-checksum"),
            (data.AllocatesModemChannels, "modem-channels"), (data.PausesByFlowControl, "flow-control"), (data.RxResetTwice, "reset-twice"),
            (data.HeadOfLineEnableTwice, "drop-twice"), (data.MissesSuspendInterrupt, "misses-suspend"), (data.SeparateCaches, "caches-apart"),
            (data.FilterBitIsEndpoint, "plain-bitmap"), (data.WideEndpointIds, "wide-ids"),
        ];
        Assert.AreEqual(expected, string.Join(' ', quirks.Where(quirk => quirk.Set).Select(quirk => quirk.Name)));
    }

    /// <summary>
    /// Filters of the driver's endpoints, filters of the modem's, routes 8 to 14, routes 0 to 7: ENDP_FILTER_ROUTER_HSH_CFG of that number. A filter has
    /// the lower half, a route the upper one; all bits were set before, and the other half stays.
    /// </summary>
    [TestMethod]
    [DataRow("qcom,msm8998-ipa", "09ac=7f0000 0a8c=7f0000 0c4c=7f0000 0bdc=7f 0c4c=0 0cbc=7f 0d2c=7f 0d9c=7f 0e0c=7f 0e7c=7f "
        + "085c=7f 08cc=7f 093c=7f 09ac=0 0a1c=7f 0a8c=0 0afc=7f 0b6c=7f", DisplayName = "3.1: filters 3; 5, 9")]
    [DataRow("qcom,sdm845-ipa", "093c=7f0000 09ac=7f0000 0afc=7f0000 0bdc=7f 0c4c=7f 0cbc=7f 0d2c=7f 0d9c=7f 0e0c=7f 0e7c=7f "
        + "085c=7f 08cc=7f 093c=0 09ac=0 0a1c=7f 0a8c=7f 0afc=0 0b6c=7f", DisplayName = "3.5.1: filters 2; 3, 6")]
    [DataRow("qcom,sc7180-ipa", "", DisplayName = "4.2 has no hashes")]
    [DataRow("qcom,sdx55-ipa", From4_5, DisplayName = "4.5")]
    [DataRow("qcom,sm6350-ipa", From4_5, DisplayName = "4.7")]
    [DataRow("qcom,sm8350-ipa", From4_5, DisplayName = "4.9")]
    [DataRow("qcom,sc7280-ipa", From4_5, DisplayName = "4.11")]
    public void What_hashes_are_made_of_is_zeroed_for_filters_and_routes(string compatible, string expected)
    {
        var writes = DriverTrace.Of(compatible).Writes("probe", "ipa").Where(write => write.Offset is >= 0x0800 and < 0x1600);

        Assert.AreEqual(expected, string.Join(' ', writes.Select(write => $"{write.Offset:x4}={write.Value:x}")));
    }

    /// <summary>Filters 2; 12, 15, then routes 11 to 18; 0 to 10: each cache register is written whole, without a read.</summary>
    [TestMethod]
    [DataRow("qcom,sdx65-ipa", 0x1070u, DisplayName = "5.0")]
    [DataRow("qcom,sm8550-ipa", 0x1060u, DisplayName = "5.5")]
    public void From_5_0_on_caches_of_filters_and_routes_are_zeroed_apart(string compatible, uint routes)
    {
        uint[] filters = [0x115c, 0x165c, 0x17dc];
        uint[] expected = [.. filters, .. Enumerable.Range(11, 8).Concat(Enumerable.Range(0, 11)).Select(route => routes + 0x80 * (uint)route)];
        var writes = DriverTrace.Of(compatible).Writes("probe", "ipa").Where(write => write.Offset is >= 0x1000 and < 0x2300).ToArray();

        CollectionAssert.AreEqual(expected, writes.Select(write => write.Offset).ToArray());
        Assert.IsTrue(writes.All(write => write.Value == 0));
    }

    [TestMethod]
    public void A_version_without_data_is_not_taken_for_another()
    {
        Assert.IsNull(IpaVersions.ForCompatible("qcom,ipa"));
        Assert.HasCount(9, IpaVersions.Compatibles());
    }
}
