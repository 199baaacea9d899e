using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Simulation;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A board with two IPAs: what belongs to a device is the device's.</summary>
[TestClass]
public sealed class TwoDevicesTests
{
    private const string Second = """
        #include <dt-bindings/interconnect/qcom,sdm845.h>
        #include <dt-bindings/clock/qcom,rpmh.h>
        / {
            ipa@2e40000 {
                compatible = "qcom,sdm845-ipa";
                reg = <0x0 0x02e40000 0x0 0x7000>, <0x0 0x02e47000 0x0 0x2000>, <0x0 0x02e04000 0x0 0x2c000>;
                reg-names = "ipa-reg", "ipa-shared", "gsi";
                iommus = <&apps_smmu 0x730 0x0>;
                interrupts-extended = <&intc 0 611 1>, <&intc 0 612 4>, <&ipa_smp2p_in 2 1>, <&ipa_smp2p_in 3 1>;
                interrupt-names = "ipa", "gsi", "ipa-clock-query", "ipa-setup-ready";
                clocks = <&rpmhcc RPMH_IPA_CLK>;
                clock-names = "core";
                interconnects = <&aggre2_noc MASTER_IPA 0 &mem_noc SLAVE_EBI1 0>, <&aggre2_noc MASTER_IPA 0 &system_noc SLAVE_IMEM 0>,
                    <&gladiator_noc MASTER_APPSS_PROC 0 &config_noc SLAVE_IPA_CFG 0>;
                interconnect-names = "memory", "imem", "config";
                qcom,smem-states = <&ipa_smp2p_out 2>, <&ipa_smp2p_out 3>;
                qcom,smem-state-names = "ipa-clock-enabled-valid", "ipa-clock-enabled";
                modem-init;
            };
        };
        """;

    [TestMethod]
    public void Each_of_two_devices_is_removed_by_its_own_driver()
    {
        var loop = new EventLoop(new VirtualTime());
        var soc = new FakeSoc(loop, Chips.For("qcom,sdm845-ipa"), SocMap.Sdm845(), ChipTiming.Latency(1), true);
        var other = new FakeChip(loop, Chips.For("qcom,sdm845-ipa"), ChipTiming.Latency(1), soc.Memory);
        other.SetPowered(true);
        soc.Board.AddRegisters(0x02e40000, other.Ipa);
        soc.Board.AddRegisters(0x02e04000, other.Gsi);
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        SocServices services = QualcommDrivers.Register(drivers, new FakeSocPlatform(soc));
        drivers.Add(new IpaPlatformDriver(services, null));
        var platform = new Platform(loop, new FlattenedTree(BoardTree.Compile("sdm845-modem-init.dts", Second)), soc.Memory, soc.Board, drivers);
        platform.Probe();
        Device[] devices = Enumerable.Range(0, platform.DeviceCount).Select(platform.DeviceAt).Where(d => d.Driver is IpaPlatformDriver).ToArray();
        Assert.AreEqual("", string.Concat(devices.Select(d => d.Reason)));
        Assert.HasCount(2, devices);
        InterruptLine[] lines = devices.Select(d => d.Interrupt("ipa").Line).ToArray();

        platform.Remove(devices[0]);
        Assert.IsFalse(lines[0].IsRequested);
        Assert.IsTrue(lines[1].IsRequested, "the other one runs on");
        platform.Remove(devices[1]);

        Assert.IsFalse(lines[1].IsRequested);
        Assert.AreEqual("", soc.Memory.LeakReport());
        Assert.AreEqual("", soc.Sanitizer.Text());
        Assert.AreEqual((0, 0, 0u), (services.Qrtr(loop).SocketCount, services.Processor("mpss").SubscriberCount, soc.Rpmh.WordOf("IP0") & 0x3fff));
        Assert.AreEqual("", ReferencesLeft.From((loop, "Loop"), (platform, "Platform"), (services, "Services"), (soc, "Soc")));
    }
}
