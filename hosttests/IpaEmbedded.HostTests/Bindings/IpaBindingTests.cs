using IpaEmbedded.Bindings;

namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class IpaBindingTests
{
    private const string Board = "#include \"sdm845-modem-init.dts\"\n";

    [TestMethod]
    [DataRow("reg-names", "ipa-reg gsi-shared", false)]
    [DataRow("reg-names", "ipa-reg ipa-shared gsi", true)]
    [DataRow("clock-names", "core", true)]
    [DataRow("interrupt-names", "ipa gsi ipa-clock-query ipa-setup-ready", true)]
    [DataRow("interconnect-names", "memory imem config", true)]
    [DataRow("qcom,smem-state-names", "ipa-clock-enabled-valid ipa-clock-enabled", true)]
    [DataRow("qcom,gsi-loader", "modem self skip", true)]
    public void The_binding_gives_the_resources_their_names(string property, string names, bool equal)
    {
        BindingFile binding = Trial.OwnBindings.FindByCompatible("qcom,sdm845-ipa")!;

        Assert.AreEqual(equal, names == string.Join(' ', binding.NamesOf(property)));
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa")]
    [DataRow("qcom,sdm845-ipa")]
    [DataRow("qcom,sc7180-ipa")]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm6350-ipa")]
    [DataRow("qcom,sm8350-ipa")]
    [DataRow("qcom,sc7280-ipa")]
    [DataRow("qcom,sdx65-ipa")]
    [DataRow("qcom,sm8550-ipa")]
    public void Every_version_has_its_compatible(string compatible)
    {
        Assert.AreEqual("Qualcomm IP Accelerator", Trial.OwnBindings.FindByCompatible(compatible)?.Title);
        Assert.AreEqual("", Findings($"&ipa {{ compatible = \"{compatible}\"; }};"));
    }

    [TestMethod]
    [DataRow("modem-init;", "")]
    [DataRow("/delete-property/ modem-init; memory-region = <&ipa_fw_mem>; firmware-name = \"x\";", "")]
    [DataRow("/delete-property/ modem-init;", "DT3002 one of the properties 'modem-init' or 'memory-region' is required")]
    [DataRow("memory-region = <&ipa_fw_mem>;", "DT3009 'modem-init' and 'memory-region' exclude each other")]
    [DataRow("firmware-name = \"x\";", "DT3001 'firmware-name' is not allowed here")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"modem\";", "")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"skip\";", "")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"self\"; memory-region = <&ipa_fw_mem>;", "")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"self\";", "DT3002 required property 'memory-region' is missing")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"modem\"; memory-region = <&ipa_fw_mem>;", "DT3001 'memory-region' is not allowed here")]
    [DataRow("qcom,gsi-loader = \"modem\";", "DT3001 'modem-init' is not allowed here")]
    [DataRow("/delete-property/ modem-init; qcom,gsi-loader = \"other\";", "DT3004 'qcom,gsi-loader' is \"other\", the binding allows \"modem\", \"self\", \"skip\"")]
    public void Exactly_one_side_loads_the_firmware(string members, string finding)
    {
        Assert.AreEqual(finding, Findings($"&ipa {{ {members} }};"));
    }

    [TestMethod]
    [DataRow("/delete-property/ clocks; /delete-property/ clock-names;", "DT3002 required property 'clocks' is missing")]
    [DataRow("reg = <0x0 0x01e40000 0x0 0x7000>, <0x0 0x01e47000 0x0 0x2000>;", "DT3003 'reg' has 2 entries, the binding requires 3")]
    [DataRow("reg = <0x0 0x01e40000 0x0 0x7000>, <0x0 0x01e47000 0x0 0x2000>, <0x0 0x01e04000 0x2c000>;", "DT3023 'reg' has 11 cells, an entry below /soc@0 takes 4 (2 of address, 2 of size)")]
    [DataRow("clocks = <0x1234 12>;", "DT3020 'clocks' refers to phandle 0x1234, which no node has")]
    [DataRow("interrupts-extended = <&intc 0 311>, <&intc 0 432 4>, <&ipa_smp2p_in 0 1>, <&ipa_smp2p_in 1 1>;", "DT3022 'interrupts-extended' gives 2 cells to /soc@0/interrupt-controller@17a00000, which takes 3 ('#interrupt-cells')")]
    [DataRow("interrupts-extended = <&intc 0 311 1>, <&intc 0 432 4>;", "DT3003 'interrupts-extended' has 2 entries, the binding requires 4")]
    [DataRow("interrupt-names = \"ipa\", \"gsi\", \"ipa-clock-query\", \"ipa-post-init\";", "DT3004 entry 4 of 'interrupt-names' is \"ipa-post-init\", the binding requires \"ipa-setup-ready\"")]
    [DataRow("reg-names = \"ipa-reg\", \"gsi\", \"ipa-shared\";", "DT3004 'reg-names' is \"ipa-reg\", \"gsi\", \"ipa-shared\", the binding requires \"ipa-reg\", \"ipa-shared\", \"gsi\"")]
    [DataRow("clock-name = \"core\";", "DT3001 property 'clock-name' is not in the binding; did you mean clock-names?")]
    [DataRow("qcom,qmp = <0x77>;", "DT3020 'qcom,qmp' refers to phandle 0x77, which no node has")]
    [DataRow("qcom,smem-states = <&ipa_smp2p_out>, <&ipa_smp2p_out 1>;", "DT3022 'qcom,smem-states' gives 0 cells to /smp2p-mpss/ipa-ap-to-modem, which takes 1 ('#qcom,smem-state-cells')")]
    [DataRow("interconnect-names = \"memory\", \"config\", \"imem\";", "DT3004 entry 2 of 'interconnect-names' is \"config\", the binding requires \"imem\" (the closest of 2 alternatives)")]
    public void A_wrong_board_gets_one_clear_finding(string members, string findings)
    {
        Assert.AreEqual(findings, Findings($"&ipa {{ {members} }};"));
    }

    [TestMethod]
    public void A_missing_property_points_to_the_node_and_to_the_line_of_the_binding_that_requires_it()
    {
        var report = Trial.Validate(Trial.Tree(Board + "&ipa {\n\t/delete-property/ clocks;\n\t/delete-property/ clock-names;\n};\n", Trial.BoardPath("test.dts")), Trial.OwnBindings);

        Assert.AreEqual(
            $"dts/soc/sdm845.dtsi:{Trial.LineOf("dts/soc/sdm845.dtsi", "ipa: ipa@1e40000 {")}:7: error DT3002: /soc@0/ipa@1e40000: required property 'clocks' is missing\n"
            + $"bindings/schemas/net/qcom,ipa.yaml:{Trial.LineOf("bindings/schemas/net/qcom,ipa.yaml", "  - clocks")}:5: note: required by this rule\ndts/boards/test.dts:3:2: note: 'clocks' is deleted here",
            string.Join("|", Trial.Texts(report)));
    }

    [TestMethod]
    public void A_wrong_count_points_to_the_property_and_to_the_list_of_what_it_must_hold()
    {
        var report = Trial.Validate(Trial.Tree(Board + "&ipa {\n\treg = <0x0 0x01e40000 0x0 0x7000>;\n};\n", Trial.BoardPath("test.dts")), Trial.OwnBindings);

        int rule = Trial.LineOf("bindings/schemas/net/qcom,ipa.yaml", "      - description: Registers of the IPA.");
        Assert.AreEqual(
            "dts/boards/test.dts:3:2: error DT3003: /soc@0/ipa@1e40000: 'reg' has 1 entry, the binding requires 3\n"
            + $"bindings/schemas/net/qcom,ipa.yaml:{rule}:7: note: this rule\n"
            + $"dts/soc/sdm845.dtsi:{Trial.LineOf("dts/soc/sdm845.dtsi", "reg = <0x0 0x01e40000")}:3: note: it replaces what is given here",
            string.Join("|", Trial.Texts(report)));
    }

    [TestMethod]
    public void A_wrong_name_points_to_the_string()
    {
        var report = Trial.Validate(Trial.Tree(Board + "&ipa {\n\treg-names = \"ipa-reg\", \"shared\", \"gsi\";\n};\n", Trial.BoardPath("test.dts")), Trial.OwnBindings);

        StringAssert.StartsWith(Trial.Texts(report).Single(), "dts/boards/test.dts:3:25: error DT3004: /soc@0/ipa@1e40000: entry 2 of 'reg-names' is \"shared\"", StringComparison.Ordinal);
    }

    private static string Findings(string change)
    {
        const string Node = "/soc@0/ipa@1e40000: ";
        return string.Join('|', Trial.Findings(Trial.Tree(Board + change), Trial.OwnBindings).Select(each => each.Replace(Node, "", StringComparison.Ordinal)));
    }
}
