using System.Globalization;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Endpoints;

/// <summary>
/// Registers of endpoints whose data no version has, worked out by hand from the IPA reference, sections 3.2 and 11: every size of a buffer, every time, drops, and
/// de-aggregation. What the versions have is in <see cref="Tables.EndpointRegisterTests"/>.
/// </summary>
[TestClass]
public sealed class EndpointProgrammingTests
{
    private const string V351 = "qcom,sdm845-ipa";
    private const string V45 = "qcom,sdx55-ipa";
    private const string V50 = "qcom,sdx65-ipa";

    /// <summary>Of a buffer 64 bytes of headroom, a packet of 1500 and 384 for it are left free; the rest in whole kB is the limit, bits 9:5.</summary>
    [TestMethod]
    [DataRow(1948, 0u)]
    [DataRow(2971, 0u)]
    [DataRow(2972, 1u)]
    [DataRow(3995, 1u)]
    [DataRow(3996, 2u)]
    [DataRow(8192, 6u)]
    [DataRow(16384, 14u)]
    [DataRow(32667, 29u)]
    [DataRow(32668, 30u)]
    [DataRow(32768, 30u)]
    public void An_aggregation_leaves_room_for_one_more_packet(int bufferSize, uint kilobytes)
    {
        uint value = Written(V351, "aggr10", data => data.Endpoint(EndpointName.ApModemRx).BufferSize = bufferSize);

        Assert.AreEqual(kilobytes, value >> 5 & 0x1f);
    }

    /// <summary>Units of 500 us, rounded, bits 14:10.</summary>
    [TestMethod]
    [DataRow(0u, 0u)]
    [DataRow(249u, 0u)]
    [DataRow(250u, 1u)]
    [DataRow(500u, 1u)]
    [DataRow(749u, 1u)]
    [DataRow(750u, 2u)]
    [DataRow(1249u, 2u)]
    [DataRow(1250u, 3u)]
    [DataRow(15749u, 31u)]
    public void Before_4_5_the_time_of_an_aggregation_is_in_units_of_500_us(uint microseconds, uint units)
    {
        uint value = Written(V351, "aggr10", data => data.Endpoint(EndpointName.ApModemRx).AggregationTimeMicroseconds = microseconds);

        Assert.AreEqual(units, value >> 10 & 0x1f);
    }

    /// <summary>Units of 100 us, rounded, bits 16:12; of a millisecond, with bit 27, where they do not fit.</summary>
    [TestMethod]
    [DataRow(49u, 0u)]
    [DataRow(50u, 1u)]
    [DataRow(149u, 1u)]
    [DataRow(150u, 2u)]
    [DataRow(500u, 5u)]
    [DataRow(3049u, 30u)]
    [DataRow(3050u, 31u)]
    [DataRow(3149u, 31u)]
    [DataRow(3150u, 0x8003u)]
    [DataRow(3499u, 0x8003u)]
    [DataRow(3500u, 0x8004u)]
    [DataRow(30499u, 0x801eu)]
    [DataRow(30500u, 0x801fu)]
    [DataRow(31499u, 0x801fu)]
    public void From_4_5_on_it_is_in_units_of_100_us_or_of_a_millisecond(uint microseconds, uint units)
    {
        uint value = Written(V45, "aggr14", data => data.Endpoint(EndpointName.ApModemRx).AggregationTimeMicroseconds = microseconds);

        Assert.AreEqual(units, value >> 12 & 0x801f);
    }

    /// <summary>PKT_LIMIT, bits 20:15, from v4.5 on 22:17.</summary>
    [TestMethod]
    [DataRow(V351, "aggr10", 1u, 0x2084d1u)]
    [DataRow(V351, "aggr10", 63u, 0x3f84d1u)]
    [DataRow(V45, "aggr14", 1u, 0x8250d1u)]
    public void Packets_of_an_aggregation_may_be_limited(string compatible, string name, uint packets, uint expected) =>
        Assert.AreEqual(expected, Written(compatible, name, data => data.Endpoint(EndpointName.ApModemRx).AggregationPackets = packets));

    /// <summary>AGGR_EN is 2, de-aggregate; AGGR_TYPE 6, QCMAP.</summary>
    [TestMethod]
    [DataRow(V351)]
    [DataRow(V45)]
    public void A_sending_endpoint_takes_frames_apart(string compatible) =>
        Assert.AreEqual(0x1au, Written(compatible, "aggr2", data => data.Endpoint(EndpointName.ApModemTx).Aggregation = true));

    /// <summary>The timer, 0, and the switch, from v4.5 on twice.</summary>
    [TestMethod]
    [DataRow(V351, 10, "timer10=0 drop10=1")]
    [DataRow("qcom,sc7180-ipa", 9, "timer9=0 drop9=1")]
    [DataRow(V45, 14, "timer14=0 drop14=1 drop14=1")]
    [DataRow(V50, 23, "timer23=0 drop23=1 drop23=1")]
    public void A_receiving_endpoint_may_drop_what_nobody_takes(string compatible, int id, string expected)
    {
        string log = Programmed(compatible, data => data.Endpoint(EndpointName.ApModemRx).HeadOfLineDrop = true);

        Assert.AreEqual(expected, string.Join(' ', log.Split(' ').Where(word => word.StartsWith($"timer{id}=", StringComparison.Ordinal) || word.StartsWith($"drop{id}=", StringComparison.Ordinal))));
    }

    /// <summary>DELAY, bit 1, and SUSPEND, bit 0, of ENDP_INIT_CTRL.</summary>
    [TestMethod]
    public void An_endpoint_that_is_delayed_or_asleep_before_its_setup_is_neither_after_it()
    {
        var bench = new EndpointBench(V351);
        foreach (int id in new[] { 2, 5, 9, 10 }) { bench.Ipa.Set(bench.Data.Registers.EndpInitCtrl.At(id), 3); }

        string log = bench.Do(endpoints => endpoints.Program());

        Assert.AreEqual("ctrl2=1 ctrl5=1 ctrl9=2 ctrl10=2", string.Join(' ', log.Split(' ').Where(word => word.StartsWith("ctrl", StringComparison.Ordinal))));
    }

    /// <summary>Endpoint 14 is that of commands, 16 that of exceptions.</summary>
    [TestMethod]
    [DataRow(0, 35, "0 14 16 35")]
    [DataRow(35, 0, "0 14 16 35")]
    [DataRow(34, 33, "14 16 33 34")]
    public void Endpoints_are_programmed_by_ascending_ids_from_the_first_to_the_last(int sending, int receiving, string expected)
    {
        string log = Programmed(V50, data =>
        {
            data.Endpoint(EndpointName.ApModemTx).Id = sending;
            data.Endpoint(EndpointName.ApModemRx).Id = receiving;
        });

        Assert.AreEqual(expected, string.Join(' ', log.Split(' ').Where(word => word.StartsWith("cfg", StringComparison.Ordinal)).Select(word => word[3..].Split('=')[0])));
    }

    [TestMethod]
    public void The_endpoints_of_a_processor_are_sorted_by_their_ids_wherever_they_stand_in_the_table()
    {
        IpaData data = IpaVersions.ForCompatible(V351);
        foreach (int[] ids in new int[][] { [4, 1, 3, 2], [1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3] })
        {
            data.Endpoints = [.. ids.Select((id, i) => new EndpointData { Id = id, Environment = EndpointData.Modem, Channel = i }), new EndpointData { Id = 0, Environment = EndpointData.ApplicationProcessor }];
            CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, data.EndpointsOf(EndpointData.Modem).Select(endpoint => endpoint.Id).ToArray());
            CollectionAssert.AreEqual(new[] { 0 }, data.EndpointsOf(EndpointData.ApplicationProcessor).Select(endpoint => endpoint.Id).ToArray());
            Assert.IsEmpty(data.EndpointsOf(2));
        }
    }

    private static string Programmed(string compatible, Action<IpaData> change) => new EndpointBench(compatible, change).Do(endpoints => endpoints.Program());

    private static uint Written(string compatible, string name, Action<IpaData> change)
    {
        string word = Programmed(compatible, change).Split(' ').Single(word => word.StartsWith(name + "=", StringComparison.Ordinal));
        return uint.Parse(word.AsSpan(name.Length + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
