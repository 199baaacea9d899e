using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Drivers by "compatible": any number of names, however alike they are.</summary>
[TestClass]
public sealed class DriverTableTests
{
    private static FlattenedTree Tree(params string[] compatibles) => new(new BlobBuilder().Begin("").Strings("compatible", compatibles).End().Finish().Build());

    private sealed class Named(params string[] names) : Driver
    {
        public override string[] Compatibles { get; } = names;

        public override void Probe(Device device)
        {
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(31)]
    [DataRow(32)]
    [DataRow(33)]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(400)]
    public void Each_of_many_names_has_its_own_driver_and_no_other_name_has_one(int count)
    {
        var table = new DriverTable();
        // Each is the beginning of the next, so a name that is compared in part only is found in the wrong place.
        Driver[] drivers = [.. Enumerable.Range(1, count).Select(length => new Named(new string('a', length)))];
        foreach (Driver driver in drivers) { table.Add(driver); }

        for (int i = 0; i < count; i++) { Assert.AreSame(drivers[i], table.Find(Tree(new string('a', i + 1)), 0), $"{i + 1} of {count}"); }
        for (int i = 1; i <= 40; i++)
        {
            Assert.IsNull(table.Find(Tree(new string('a', count + i)), 0));
            Assert.IsNull(table.Find(Tree(new string('a', i) + "b"), 0));
        }
    }

    [TestMethod]
    public void Names_of_one_character_that_meet_in_one_place_are_told_apart()
    {
        // In a table of 64 places a character meets the one that is 64 further on.
        foreach ((string first, string second) in ((string, string)[])[("!", "a"), ("a", "!"), ("1", "q"), ("z", ":")])
        {
            var table = new DriverTable();
            var a = new Named(first);
            var b = new Named(second);
            table.Add(a);
            Assert.IsNull(table.Find(Tree(second), 0));
            table.Add(b);

            Assert.AreSame(a, table.Find(Tree(first), 0));
            Assert.AreSame(b, table.Find(Tree(second), 0));
        }
    }

    [TestMethod]
    public void The_drivers_of_the_runtime_need_no_chip()
    {
        var table = new DriverTable();
        RuntimeDrivers.Register(table);

        Assert.IsInstanceOfType<IpaEmbedded.Runtime.Clocks.FixedClockDriver>(table.Find(Tree("fixed-clock"), 0));
        Assert.IsInstanceOfType<IpaEmbedded.Runtime.Gpio.GpioLedsDriver>(table.Find(Tree("gpio-leds"), 0));
    }

    [TestMethod]
    public void Names_of_equal_length_are_told_apart_by_every_character()
    {
        var table = new DriverTable();
        var drivers = new Dictionary<string, Driver>();
        for (int i = 0; i < 300; i++)
        {
            string name = i.ToString("000");
            table.Add(drivers[name] = new Named(name));
        }

        foreach ((string name, Driver driver) in drivers) { Assert.AreSame(driver, table.Find(Tree(name), 0), name); }
        for (int i = 300; i < 400; i++) { Assert.IsNull(table.Find(Tree(i.ToString("000")), 0)); }
    }

    [TestMethod]
    public void A_driver_is_found_under_each_of_its_names_and_the_one_added_last_has_a_name()
    {
        var table = new DriverTable();
        var first = new Named("t,a", "t,b", "t,c");
        var second = new Named("t,b");
        table.Add(first);
        table.Add(second);

        Assert.AreSame(first, table.Find(Tree("t,a"), 0));
        Assert.AreSame(second, table.Find(Tree("t,b"), 0));
        Assert.AreSame(first, table.Find(Tree("t,c"), 0));
    }

    [TestMethod]
    public void The_first_name_that_has_a_driver_counts()
    {
        var table = new DriverTable();
        var driver = new Named("t,b");
        var other = new Named("t,c");
        table.Add(other);
        table.Add(driver);

        Assert.AreSame(driver, table.Find(Tree("t,none", "t,b", "t,c"), 0));
        Assert.AreSame(other, table.Find(Tree("t,none", "t,neither", "t,c", "t,b"), 0));
        Assert.IsNull(table.Find(Tree("t,none", "t,neither"), 0));
    }

    [TestMethod]
    public void A_node_whose_compatible_is_missing_or_no_text_has_no_driver()
    {
        var table = new DriverTable();
        table.Add(new Named("ab"));
        table.Add(new Named(""));

        Assert.IsNull(table.Find(new FlattenedTree(new BlobBuilder().Begin("").End().Finish().Build()), 0));
        Assert.IsNull(table.Find(new FlattenedTree(new BlobBuilder().Begin("").Property("compatible", (byte)'a', (byte)'b').End().Finish().Build()), 0));
        Assert.IsNull(table.Find(new FlattenedTree(new BlobBuilder().Begin("").Property("compatible").End().Finish().Build()), 0));
    }
}
