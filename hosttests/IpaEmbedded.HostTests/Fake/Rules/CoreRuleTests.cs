namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>Registers of the IPA that belong to no endpoint, its interrupts and its microcontroller: the reference, sections 3.1, 6, 8.3, 12 and 18.</summary>
[TestClass]
public sealed class CoreRuleTests
{
    [TestMethod]
    [ChipVersions]
    public void The_caches_are_flushed_by_a_command_only(string version) => Rule.Breaks("flush-direct", version, bench => bench.Ipa(bench.Places.Flush, bench.Places.FlushAll));

    [TestMethod]
    [ChipVersions("4.2", "4.2")]
    public void V4_2_does_not_hash(string version) => Rule.Breaks("hashing-absent", version, bench => bench.Ipa(0x148, 0), bench => bench.Ipa(0x148, 1));

    [TestMethod]
    [ChipVersions("4.5")]
    public void The_timers_are_configured_while_their_clock_is_off(string version) => Rule.Breaks("timer-clock-running", version, bench =>
    {
        bench.Ipa(bench.Places.Divider, 0);
        bench.Ipa(bench.Places.Divider - 4, 0x00180e00);
        bench.Ipa(bench.Places.Divider + 4, 0x123);
        bench.Ipa(bench.Places.Divider, 0xbf);
        bench.Ipa(bench.Places.Divider, 0x800000bf);
    }, bench =>
    {
        bench.Ipa(bench.Places.Divider - 4, 0x00180000);
        bench.Ipa(bench.Places.Divider + 4, 0x124);
        bench.Ipa(bench.Places.Divider, 0x800000c0);
    }, times: 3);

    [TestMethod]
    [ChipVersions]
    public void The_least_of_a_resource_is_no_more_than_the_most(string version) => Rule.Breaks("resource-limits", version, bench =>
    {
        bench.Ipa(bench.Places.Limits, 0x0e0e0a0a);
        bench.Ipa(bench.Places.Limits + 0x100, 0x3f013f02);
    }, bench =>
    {
        bench.Ipa(bench.Places.Limits, 0x00000105);
        bench.Ipa(bench.Places.Limits + 0x100, 0x01050000);
    }, times: 2);

    [TestMethod]
    [ChipVersions]
    public void The_default_route_goes_to_an_endpoint_that_receives_and_is_started(string version) => Rule.Breaks("route-endpoint", version, bench =>
    {
        Rule.Receives(bench);
        bench.Ipa(bench.Places.Route, Route(bench.Places, bench.Places.LanEndpoint));
        bench.Ipa(bench.Places.Route, 0);
    }, bench =>
    {
        bench.Ipa(bench.Places.Route, Route(bench.Places, bench.Places.CommandEndpoint));
        bench.Ipa(bench.Places.Route, Route(bench.Places, bench.Places.ModemRxEndpoint));
    }, times: 4);

    [TestMethod]
    [ChipVersions]
    public void Contexts_of_packets_lie_in_the_shared_memory(string version) => Rule.Breaks("context-base", version, bench => bench.Ipa(bench.Places.ContextBase, 0x7d0), bench =>
    {
        bench.Ipa(bench.Places.ContextBase, 0xfff8);
        bench.Ipa(bench.Places.ContextBase, 0x7d1);
    }, times: 2);

    /// <summary>Bit 1 is of v3.1 only, bit 26 of v4.5 to v5.2.</summary>
    [TestMethod]
    [ChipVersions]
    public void Only_interrupts_of_the_version_are_enabled(string version) =>
        Rule.Breaks("interrupt-unknown", version, bench => bench.Ipa(bench.Places.InterruptEnable, 0x400c), bench => bench.Ipa(bench.Places.InterruptEnable, version == "3.1" ? 1u << 26 : 1u << 1));

    /// <summary>TX_SUSPEND may be cleared when its endpoints were.</summary>
    [TestMethod]
    [ChipVersions]
    public void Which_endpoint_has_data_is_asked_before_the_interrupt_is_cleared(string version) => Rule.Breaks("suspend-info-kept", version, bench =>
    {
        bench.Ipa(bench.Places.InterruptEnable, 0x4000);
        bench.Chip.Ipa.RaiseSuspend((int)bench.Places.LanEndpoint);
        bench.Ipa(bench.Places.SuspendClear, 1u << (int)bench.Places.LanEndpoint);
        bench.Ipa(bench.Places.InterruptClear, 0x4000);
    }, bench =>
    {
        bench.Chip.Ipa.RaiseSuspend((int)bench.Places.LanEndpoint);
        bench.Ipa(bench.Places.InterruptClear, 0x4000);
    });

    [TestMethod]
    [ChipVersions]
    public void The_last_response_is_cleared_before_the_microcontroller_is_asked(string version) => Rule.Breaks("mailbox-not-cleared", version, bench =>
    {
        bench.Chip.Microcontroller.FinishInit();
        Mail(bench, 4);
        bench.Ipa(bench.Places.MicrocontrollerCommand, 1);
        bench.Chip.Microcontroller.Respond(2, 4);
    }, bench => bench.Ipa(bench.Places.MicrocontrollerCommand, 1));

    [TestMethod]
    [ChipVersions]
    public void The_microcontroller_is_given_commands_that_exist(string version) => Rule.Breaks("mailbox-command", version, bench =>
    {
        bench.Chip.Microcontroller.FinishInit();
        Mail(bench, 0x0b);
    }, bench => bench.Ipa(bench.Places.MicrocontrollerCommand, 1));

    private static uint Route(ChipPlaces at, uint endpoint) => at.IsFifth ? endpoint | endpoint << 8 : endpoint << 1 | endpoint << 17;

    private static void Mail(ChipBench bench, byte command)
    {
        bench.Chip.SharedMemory.Write8(bench.Places.Mailbox, command);
        bench.Chip.SharedMemory.Write8(bench.Places.Mailbox + 0x0c, 0);
        bench.Chip.SharedMemory.Write32(bench.Places.Mailbox + 0x10, 0);
    }
}
