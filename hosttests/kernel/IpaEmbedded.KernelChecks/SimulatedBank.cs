namespace IpaEmbedded.KernelChecks;

/// <summary>The other side of a bank of gpio-sim: what drives its inputs and sees its outputs, by the files that the kernel has for that.</summary>
internal sealed class SimulatedBank
{
    private const string Chips = "/sys/bus/gpio/devices";

    private readonly string _folder;

    private SimulatedBank(string folder) => _folder = folder;

    /// <summary>Path of the character device.</summary>
    public string Device => "/dev/" + Path.GetFileName(_folder);

    /// <summary>The bank of a node, by the node's path in the tree.</summary>
    public static SimulatedBank Of(string node) =>
        new(Directory.GetDirectories(Chips).Single(chip => KernelNode.Of(chip) == node));

    /// <summary>The level that a line has.</summary>
    public bool Level(int line) => File.ReadAllText(Attribute(line, "value")).Trim() == "1";

    /// <summary>Pulls an input up or down, as whoever is connected to it would.</summary>
    public void Pull(int line, bool up) => File.WriteAllText(Attribute(line, "pull"), up ? "pull-up" : "pull-down");

    private string Attribute(int line, string name) => $"{_folder}/sim_gpio{line}/{name}";
}
