using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A node of the tree finds the kernel's device: by of_node, else by alias; what is not found is said.</summary>
[TestClass]
public sealed class KernelDevicesTests
{
    private const string Tree = """
        /dts-v1/;
        / {
            aliases { i2c5 = "/soc/i2c@2000"; gpio0 = "/soc/gpio@3000"; i2c-arm = "/soc/i2c@1000"; i2cx = "/soc/i2c@1000"; };
            soc {
                i2c@1000 { compatible = "test,i2c"; };
                i2c@2000 { compatible = "test,i2c"; };
                gpio@3000 { compatible = "test,gpio"; };
            };
        };
        """;

    [TestMethod]
    public void The_device_of_a_node_is_the_one_whose_of_node_it_is()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-0", "/soc/i2c@2000");
        machine.Add("bus/i2c/devices/i2c-11", "/soc/i2c@1000");
        machine.Add("bus/i2c/devices/11-0076", "/soc/i2c@1000/sensor@76");

        Assert.AreEqual("i2c-11", machine.Kernel.Require(Node("/soc/i2c@1000"), KernelClass.I2cAdapter).Name);
        Assert.AreEqual(11, machine.Kernel.Require(Node("/soc/i2c@1000"), KernelClass.I2cAdapter).Number);
    }

    [TestMethod]
    public void An_of_node_behind_the_device_of_a_class_counts()
    {
        using var machine = new SysfsMachine();
        machine.Add("class/pwm/pwmchip3");
        machine.Add("class/pwm/pwmchip3/device", "/soc/i2c@1000");
        machine.Add("class/input/event4");
        machine.Add("class/input/event4/device");
        machine.Add("class/input/event4/device/device", "/soc/i2c@2000");

        Assert.AreEqual("pwmchip3", machine.Kernel.Require(Node("/soc/i2c@1000"), KernelClass.PwmChip).Name);
        Assert.AreEqual("event4", machine.Kernel.Require(Node("/soc/i2c@2000"), KernelClass.Input).Name);
    }

    [TestMethod]
    public void An_alias_gives_the_number_where_the_kernel_knows_no_node()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-5");
        machine.Add("bus/gpio/devices/gpiochip0");

        Assert.AreEqual("i2c-5", machine.Kernel.Require(Node("/soc/i2c@2000"), KernelClass.I2cAdapter).Name);
        Assert.AreEqual("gpiochip0", machine.Kernel.Require(Node("/soc/gpio@3000"), KernelClass.GpioChip).Name);
    }

    [TestMethod]
    public void An_alias_does_not_give_a_node_the_device_of_another_one()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-5", "/soc/i2c@1000");

        Assert.IsNull(machine.Kernel.Find(Node("/soc/i2c@2000"), KernelClass.I2cAdapter));
        StringAssert.EndsWith(machine.Kernel.Missing(Node("/soc/i2c@2000"), KernelClass.I2cAdapter), "none has the node as of_node, and i2c-5, for the alias i2c5, is another node's");
    }

    [TestMethod]
    public void What_is_missing_says_what_was_looked_for()
    {
        using var machine = new SysfsMachine();
        var folder = machine.Kernel.SystemFolder;

        var first = Assert.ThrowsExactly<HardwareException>(() => machine.Kernel.Require(Node("/soc/i2c@1000"), KernelClass.I2cAdapter));
        var second = Assert.ThrowsExactly<HardwareException>(() => machine.Kernel.Require(Node("/soc/i2c@2000"), KernelClass.I2cAdapter));

        Assert.AreEqual($"/soc/i2c@1000: no I2C adapter: of 0 i2c-N in {folder}/bus/i2c/devices none has the node as of_node, and no alias i2cN names the node", first.Message);
        Assert.AreEqual($"/soc/i2c@2000: no I2C adapter: of 0 i2c-N in {folder}/bus/i2c/devices none has the node as of_node, and i2c-5, for the alias i2c5, is not there", second.Message);
    }

    [TestMethod]
    public void Odd_contents_of_sysfs_are_no_device()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-INT33C2:00", "/soc/i2c@1000");
        machine.Add("bus/i2c/devices/i2c-", "/soc/i2c@1000");
        machine.Add("bus/i2c/devices/i2c-99999999999", "/soc/i2c@1000");
        machine.Add("bus/i2c/devices/i2c-7");
        machine.Link("bus/i2c/devices/i2c-7/of_node", "nowhere/else");
        machine.Add("bus/i2c/devices/i2c-8", "", ("of_node_text", "/soc/i2c@1000"));
        machine.Link("bus/i2c/devices/i2c-9", "i2c-9");

        Assert.IsNull(machine.Kernel.Find(Node("/soc/i2c@1000"), KernelClass.I2cAdapter));
    }

    [TestMethod]
    public void The_kernels_driver_of_a_device_is_known_by_its_link()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/1-0048", "/soc/i2c@1000/sensor@48");
        machine.Bind("bus/i2c/devices/1-0048", "lm75");
        machine.Add("bus/i2c/devices/1-0049");
        machine.Add("class/leds/status");
        machine.Bind("class/leds/status/device", "leds-gpio");

        Assert.AreEqual("lm75", machine.Kernel.DriverOf("i2c", "1-0048"));
        Assert.IsNull(machine.Kernel.DriverOf("i2c", "1-0049"));
        Assert.IsNull(machine.Kernel.DriverOf("i2c", "1-0050"));
        Assert.AreEqual("leds-gpio", machine.Kernel.All(KernelClass.Led)[0].Driver);
    }

    private static TreeNode Node(string path)
    {
        var result = DeviceTreeCompiler.Compile(new SourceFile("board.dts", Tree), new CompileOptions());
        var tree = new FlattenedTree(FlattenedTreeWriter.Write(result.Tree!));
        return new TreeNode(tree, tree.FindNode(path));
    }
}
