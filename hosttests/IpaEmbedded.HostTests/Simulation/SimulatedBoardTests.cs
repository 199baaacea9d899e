using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Simulation;

/// <summary>The whole board for whoever tests with it.</summary>
[TestClass]
public sealed class SimulatedBoardTests
{
    [TestMethod]
    [DataRow("bench-ipa-v3.1")]
    [DataRow("sdm845-ap-init")]
    [DataRow("sdm845-modem-init")]
    [DataRow("bench-ipa-v4.2")]
    [DataRow("sc7180-ap-init")]
    [DataRow("bench-ipa-v4.5")]
    [DataRow("bench-ipa-v4.7")]
    [DataRow("bench-ipa-v4.9")]
    [DataRow("bench-ipa-v4.11")]
    [DataRow("bench-ipa-v5.0")]
    [DataRow("bench-ipa-v5.5")]
    public void Every_board_of_ours_boots_and_answers_over_both_ip_versions(string name)
    {
        var board = new SimulatedBoard(BoardTree.Compile(name + ".dts"));

        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);

        Assert.IsGreaterThan(0, client.Exchange(1));
        Assert.IsGreaterThan(0, client.Exchange(2));
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    [DataRow("modem")]
    [DataRow("self")]
    [DataRow("skip")]
    public void Whoever_loads_the_firmware_the_IPA_of_v5_boots(string loader)
    {
        string region = loader == "self" ? "memory-region = <&ipa_fw_mem>;" : "/delete-property/ memory-region; /delete-property/ firmware-name;";
        var board = new SimulatedBoard(BoardTree.Compile("bench-ipa-v5.5.dts", $"&ipa {{ qcom,gsi-loader = \"{loader}\"; {region} }};"));

        board.Boot();

        Assert.IsGreaterThan(0, new EchoClient(board.Loop, board.Rmnet).Exchange(1));
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    [DataRow("qcom,gsi-loader = \"skip\"; modem-init;", "/soc@0/ipa@3f40000: modem-init: expected its absence, since qcom,gsi-loader says who loads the firmware")]
    [DataRow("qcom,gsi-loader = \"nobody\";", "/soc@0/ipa@3f40000: qcom,gsi-loader: expected \"modem\", \"self\" or \"skip\"")]
    public void Two_answers_to_who_loads_the_firmware_or_an_unknown_one_are_refused_at_probe(string members, string where)
    {
        var board = new SimulatedBoard(BoardTree.Compile("bench-ipa-v5.0.dts", $"&ipa {{ {members} }};"));

        StringAssert.Contains(Assert.ThrowsExactly<IpaException>(board.Boot).Message, where);
    }

    [TestMethod]
    public void A_tree_without_an_ipa_is_refused_with_the_names_that_would_do()
    {
        var refusal = Assert.ThrowsExactly<ProbeException>(() => new SimulatedBoard(TreeText.Compile("/ { };")));

        Assert.StartsWith("/: compatible: expected an enabled node below that is compatible with one of qcom,msm8998-ipa, ", refusal.Message);
    }

    [TestMethod]
    public void A_device_that_does_not_start_is_named_with_its_reason()
    {
        var board = new SimulatedBoard(BoardTree.Compile("sdm845-modem-init.dts", "&rpmhcc { status = \"disabled\"; };\n"));

        Assert.StartsWith("/soc@0/ipa@1e40000 does not start: ", Assert.ThrowsExactly<IpaException>(board.Boot).Message);
        Assert.IsNull(board.Driver);
    }

    [TestMethod]
    public void A_violation_names_the_boot_stage_in_which_it_happened()
    {
        var board = new SimulatedBoard(BoardTree.ModemInit);
        var stages = new StageLog();
        board.Observer = stages;
        board.Probe();

        board.Soc.Chip.SetPowered(false);
        board.Soc.Chip.Ipa.Read32(0x54);

        Assert.Contains(stages.Entries[^1][1..], board.Soc.Sanitizer.At(0).Text);
    }

    [TestMethod]
    public void An_echo_client_without_an_answer_gives_up_after_a_second()
    {
        var board = new SimulatedBoard(BoardTree.ModemInit);
        board.Boot();
        board.Soc.Network.Answers = false;
        long before = board.Loop.Now;

        Assert.AreEqual(-1, new EchoClient(board.Loop, board.Rmnet).Exchange(1));
        Assert.AreEqual(before + 1000000, board.Loop.Now);
    }

    [TestMethod]
    public void Echo_requests_are_icmp_for_both_ip_versions()
    {
        var board = new SimulatedBoard(BoardTree.ModemInit);
        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);

        client.Exchange(1);
        Assert.AreEqual("4500005400014000" + "4001b6a4" + "c0000202" + "c0000201" + "0800", Convert.ToHexStringLower(client.Request, 0, 22));
        Assert.AreEqual("01fa0001" + "0001020304", Convert.ToHexStringLower(client.Request, 24, 9));
        Assert.AreEqual(0xffff, Packets.Sum(client.Request, 20, 64, 0));
        client.Exchange(2);
        Assert.AreEqual("60000000" + "00403a40" + "20010db8000000000000000000000002" + "20010db8000000000000000000000001" + "8000", Convert.ToHexStringLower(client.Request, 0, 42));
        Assert.AreEqual(0xffff, Packets.TransportSum6(client.Request));
        Assert.AreEqual(("192.0.2.1", "2001:db8::1"), (EchoClient.Destination(1), EchoClient.Destination(2)));
    }
}
