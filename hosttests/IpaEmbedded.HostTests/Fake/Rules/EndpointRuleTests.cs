namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>Registers of endpoints: the reference, sections 3.1, 3.2 and 18.2.</summary>
[TestClass]
public sealed class EndpointRuleTests
{
    [TestMethod]
    [ChipVersions]
    public void A_register_of_the_other_direction_is_not_written(string version) => Rule.Breaks("endpoint-direction", version, bench =>
    {
        ChipPlaces at = bench.Places;
        foreach (uint register in (uint[])[0x0c, 0x20, 0x34, 0x3c]) { bench.Ipa(at.At(at.LanEndpoint, register), 0); }
        foreach (uint register in (uint[])[0x18, 0x2c, 0x30]) { bench.Ipa(at.At(at.ModemTxEndpoint, register), 0); }
    }, times: 7);

    /// <summary>Aggregation is of receiving endpoints, de-aggregation of sending ones; the place of metadata and the endpoint of status belong to sending ones.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_field_of_the_other_direction_stays_zero(string version) => Rule.Breaks("endpoint-direction", version, bench =>
    {
        ChipPlaces at = bench.Places;
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x24), 1 | 4 << 2);
        bench.Ipa(at.At(at.LanEndpoint, 0x24), 2 | 6 << 2);
        bench.Ipa(at.At(at.LanEndpoint, 0x08), 1 << 3);
        bench.Ipa(at.At(at.LanEndpoint, 0x40), 1 | at.LanEndpoint << 1);
    }, times: 4);

    [TestMethod]
    [ChipVersions("3.1", "4.2")]
    public void Before_v4_5_checksums_are_of_one_direction(string version) => Rule.Breaks("endpoint-direction", version, bench =>
    {
        ChipPlaces at = bench.Places;
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x08), 2 << 1);
        bench.Ipa(at.At(at.ModemRxEndpoint, 0x08), 1 << 1);
    }, times: 2);

    [TestMethod]
    [ChipVersions("3.1", "3.5.1")]
    public void Suspend_is_for_receiving_endpoints_and_delay_for_the_others(string version) => Rule.Breaks("endpoint-direction", version, bench =>
    {
        ChipPlaces at = bench.Places;
        bench.Ipa(at.At(at.CommandEndpoint, 0), 1);
        bench.Ipa(at.At(at.ModemsReceiving, 0), 2);
    }, times: 2);

    /// <summary>FLAVOR_0 of this chip has 8 sending endpoints from 0 and 6 receiving ones from 14 (before v5.0) or 16 on; v3.1 has no such register.</summary>
    [TestMethod]
    [ChipVersions("3.5.1")]
    public void Every_endpoint_lies_in_a_range_of_flavor_0(string version) => Rule.Breaks("endpoint-unknown", version, bench =>
        bench.Chip.Ipa.Poke(bench.Chip.Description.IpaRegisters.Flavor0, 0, bench.Places.IsFifth ? 0x10060816u : 0x0e060804u), bench =>
    {
        bench.Ipa(bench.Places.At(31, 0x08), 0);
        bench.Ipa(bench.Places.At(13, 0x0c), 0);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void Sets_of_endpoints_have_receiving_ones(string version) => Rule.Breaks("endpoint-set", version, bench =>
    {
        bench.Ipa(bench.Places.SuspendEnable, 1u << (int)bench.Places.CommandEndpoint);
        bench.Ipa(bench.Places.ForceClose, 1u << (int)bench.Places.ModemTxEndpoint);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void Status_goes_to_an_endpoint_that_receives(string version) =>
        Rule.Breaks("status-endpoint", version, bench => bench.Ipa(bench.Places.At(bench.Places.ModemTxEndpoint, 0x40), 1 | bench.Places.CommandEndpoint << 1));

    [TestMethod]
    [ChipVersions]
    public void Dma_goes_to_an_endpoint_that_receives(string version) =>
        Rule.Breaks("dma-destination", version, bench => bench.Ipa(bench.Places.At(bench.Places.CommandEndpoint, 0x20), 3 | bench.Places.ModemTxEndpoint << 4));

    /// <summary>CS_OFFLOAD_EN, NAT_EN, ENDP_MODE, AGGR_EN, AGGR_TYPE, SEQ_TYPE twice; and limits of an aggregation that is off.</summary>
    [TestMethod]
    [ChipVersions]
    public void Fields_have_values_that_mean_something(string version) => Rule.Breaks("field-value", version, bench =>
    {
        ChipPlaces at = bench.Places;
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x08), 3 << 1);
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x0c), 3);
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x20), 4);
        bench.Ipa(at.At(at.LanEndpoint, 0x24), 3);
        bench.Ipa(at.At(at.LanEndpoint, 0x24), 1 | 7 << 2);
        bench.Ipa(at.At(at.LanEndpoint, 0x24), 6 << 5);
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x3c), 0x08);
        bench.Ipa(at.At(at.ModemTxEndpoint, 0x3c), 0x01);
    }, times: 8);

    [TestMethod]
    [ChipVersions]
    public void An_endpoint_is_programmed_before_its_channel_starts(string version) =>
        Rule.Breaks("endpoint-not-programmed", new ChipBench(places: ChipPlaces.Of(version)) { ProgramsEndpoints = false }, bench => bench.Program(bench.Places.ModemTx, 2, true),
            bench => bench.Start(bench.Places.ModemTx));

    /// <summary>Each register of the list counts, also when it would be 0.</summary>
    [TestMethod]
    [ChipVersions]
    public void No_register_of_a_receiving_endpoint_is_left_out(string version)
    {
        foreach (uint left in (uint[])[0x08, 0x10, 0x14, 0x18, 0x24, 0x2c, 0x38, 0x40])
        {
            Rule.Breaks("endpoint-not-programmed", new ChipBench(places: ChipPlaces.Of(version)) { ProgramsEndpoints = false }, bench =>
            {
                bench.Program(bench.Places.LanRx, 1, false);
                foreach (uint register in (uint[])[0x08, 0x10, 0x14, 0x18, 0x24, 0x2c, 0x38, 0x40])
                {
                    if (register != left) { bench.Ipa(bench.Places.At(bench.Places.LanEndpoint, register), 0); }
                }
            }, bench => bench.Start(bench.Places.LanRx));
        }
    }

    [TestMethod]
    [ChipVersions("3.1", "3.5.1")]
    public void A_channel_whose_endpoint_is_delayed_is_not_started(string version) => Rule.Breaks("delay-on-ap-endpoint", new ChipBench(places: ChipPlaces.Of(version)), bench =>
    {
        bench.Program(bench.Places.ModemTx, 2, true);
        bench.Chip.Ipa.Poke(bench.Chip.Description.IpaRegisters.EndpInitCtrl, (int)bench.Places.ModemTxEndpoint, 2);
    }, bench => bench.Start(bench.Places.ModemTx));

    [TestMethod]
    [ChipVersions]
    public void What_an_endpoint_looks_for_lies_inside_of_its_header(string version)
    {
        // A checksum header needs 8 bytes, metadata in byte 4 needs 5, a size of two bytes in byte 3 as well.
        foreach ((uint config, uint header) in ((uint, uint)[])[(0x0a, 4 | 1 << 6), (0, 4 | 1 << 6 | 4 << 7), (0, 4 | 1 << 19 | 3 << 20)])
        {
            Rule.Breaks("header-length", version, bench =>
            {
                bench.Ipa(bench.Places.At(bench.Places.ModemTxEndpoint, 0x08), config);
                bench.Ipa(bench.Places.At(bench.Places.ModemTxEndpoint, 0x10), header);
                bench.Program(bench.Places.ModemTx, 2, true);
            }, bench => bench.Start(bench.Places.ModemTx));
        }
    }

    [TestMethod]
    [ChipVersions]
    public void The_group_of_an_endpoint_has_resources(string version) => Rule.Breaks("resource-group-empty", version, bench =>
    {
        bench.Ipa(bench.Places.Limits, 0);
        bench.Program(bench.Places.ModemTx, 2, true);
    }, bench => bench.Start(bench.Places.ModemTx));

    [TestMethod]
    [ChipVersions]
    public void The_timers_have_a_clock_before_an_endpoint_aggregates_for_a_time(string version) => Rule.Breaks("timer-clock-off", version, bench =>
    {
        ChipPlaces at = bench.Places;
        bench.Ipa(at.IsInline ? at.Divider : 0x1f0, 0);
        bench.Ipa(at.At(at.LanEndpoint, 0x24), at.IsInline ? 0x50d1u : 0x4d1);
        bench.Program(at.LanRx, 1, false);
    }, bench => bench.Start(bench.Places.LanRx));

    [TestMethod]
    [ChipVersions("4.5")]
    public void From_v4_5_on_blocking_is_enabled_twice(string version)
    {
        Rule.Breaks("hol-enabled-once", version, bench =>
        {
            bench.Ipa(bench.Places.At(bench.Places.ModemsReceiving, 0x2c), 1);
            bench.Ipa(bench.Places.At(bench.Places.ModemsReceiving, 0x2c), 1);
        }, bench =>
        {
            bench.Ipa(bench.Places.At(bench.Places.LanEndpoint, 0x2c), 1);
            bench.Ipa(bench.Places.At(bench.Places.LanEndpoint, 0x2c), 0);
        });
    }

    [TestMethod]
    [ChipVersions("3.1", "4.11", Without = "4.2")]
    public void One_write_leaves_what_filters_hash_or_what_routes_hash_alone(string version) =>
        Rule.Breaks("hash-halves", version, bench => bench.Ipa(bench.Places.At(3, 0x5c), 0x007f0000), bench => bench.Ipa(bench.Places.At(2, 0x5c), 0));
}
