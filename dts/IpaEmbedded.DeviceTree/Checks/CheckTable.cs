namespace IpaEmbedded.DeviceTree;

/// <summary>Every check, in the order in which they run; ids are permanent.</summary>
public static class CheckTable
{
    /// <summary>Names of the checks that are part of the compiler, of error level.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        "duplicate_node_names", "duplicate_property_names", "node_name_chars", "node_name_format", "property_name_chars", "name_is_string",
        "name_properties", "duplicate_label", "explicit_phandles", "phandle_references", "path_references", "omit_unused_nodes",
    ];

    private static readonly Dictionary<string, string[]> BuiltInPrerequisites = new(StringComparer.Ordinal)
    {
        ["node_name_format"] = ["node_name_chars"],
        ["name_properties"] = ["name_is_string"],
        ["phandle_references"] = ["duplicate_node_names", "explicit_phandles"],
        ["path_references"] = ["duplicate_node_names"],
        ["omit_unused_nodes"] = ["phandle_references", "path_references"],
    };

    /// <summary>Properties that hold references with arguments.</summary>
    internal static readonly Provider[] Providers =
    [
        new("DT2235", "DT2236", "clocks", "clocks", "#clock-cells"),
        new("DT2237", "DT2238", "cooling_device", "cooling-device", "#cooling-cells"),
        new("DT2239", "DT2240", "dmas", "dmas", "#dma-cells"),
        new("DT2241", "DT2242", "hwlocks", "hwlocks", "#hwlock-cells"),
        new("DT2243", "DT2244", "interrupts_extended", "interrupts-extended", "#interrupt-cells"),
        new("DT2245", "DT2246", "io_channels", "io-channels", "#io-channel-cells"),
        new("DT2247", "DT2248", "iommus", "iommus", "#iommu-cells"),
        new("DT2249", "DT2250", "mboxes", "mboxes", "#mbox-cells"),
        new("DT2251", "DT2252", "msi_parent", "msi-parent", "#msi-cells", Optional: true),
        new("DT2253", "DT2254", "mux_controls", "mux-controls", "#mux-control-cells"),
        new("DT2255", "DT2256", "phys", "phys", "#phy-cells"),
        new("DT2257", "DT2258", "power_domains", "power-domains", "#power-domain-cells"),
        new("DT2259", "DT2260", "pwms", "pwms", "#pwm-cells"),
        new("DT2261", "DT2262", "resets", "resets", "#reset-cells"),
        new("DT2263", "DT2264", "sound_dai", "sound-dai", "#sound-dai-cells"),
        new("DT2265", "DT2266", "thermal_sensors", "thermal-sensors", "#thermal-sensor-cells"),
    ];

    /// <summary>The checks that can be switched, in table order.</summary>
    public static IReadOnlyList<TreeCheck> All { get; } = Build();

    private static readonly ILookup<string, string> Dependants = BuiltInPrerequisites.SelectMany(each => each.Value.Select(needed => (needed, each.Key)))
        .Concat(All.SelectMany(check => check.Prerequisites.Select(needed => (needed, check.Name)))).ToLookup(each => each.needed, each => each.Item2, StringComparer.Ordinal);

    private static readonly Dictionary<string, TreeCheck> ByName = All.ToDictionary(check => check.Name, StringComparer.Ordinal);

    /// <summary>Names of the properties that checks look up by name, besides those of <see cref="Providers"/>.</summary>
    internal static IReadOnlyList<string> IndexedNames { get; } =
    [
        "#address-cells", "#size-cells", "device_type", "model", "status", "label", "compatible", "reg", "ranges", "dma-ranges", "bootargs", "interrupts",
    ];

    /// <summary>The check with that name; null for an unknown one and for those that are part of the compiler.</summary>
    public static TreeCheck? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>True for the name of a check, those that are part of the compiler included.</summary>
    public static bool Exists(string name) => ByName.ContainsKey(name) || BuiltIn.Contains(name);

    internal static IReadOnlyList<string> PrerequisitesOf(string name) =>
        Find(name) is { } check ? check.Prerequisites : BuiltInPrerequisites.GetValueOrDefault(name, []);

    internal static IEnumerable<string> DependantsOf(string name) => Dependants[name];

    private static List<TreeCheck> Build()
    {
        var table = new List<TreeCheck>
        {
            new NodeNameNotEmptyCheck("DT2279", "node_name_not_empty") { DefaultSeverity = null, IsChanged = true, LaterSeverity = DiagnosticSeverity.Error },
            new NodeNameVersusPropertyNameCheck("DT2201", "node_name_vs_property_name"),
            new SingleCellCheck("DT2202", "address_cells_is_cell", "#address-cells"),
            new SingleCellCheck("DT2203", "size_cells_is_cell", "#size-cells"),
            new StringCheck("DT2204", "device_type_is_string", "device_type"),
            new StringCheck("DT2205", "model_is_string", "model"),
            new StringCheck("DT2206", "status_is_string", "status"),
            new StringCheck("DT2207", "label_is_string", "label"),
            new StringListCheck("DT2208", "compatible_is_string_list", "compatible"),
            new StringListCheck("DT2209", "names_is_string_list", null),
            new StrictNameCheck("DT2210", "property_name_chars_strict", properties: true) { DefaultSeverity = null },
            new StrictNameCheck("DT2211", "node_name_chars_strict", properties: false) { DefaultSeverity = null },
            new AddressSizeCells("DT2212", "addr_size_cells"),
            new RegFormatCheck("DT2213", "reg_format"),
            new RangesFormatCheck("DT2214", "ranges_format", "ranges"),
            new RangesFormatCheck("DT2215", "dma_ranges_format", "dma-ranges"),
            new UnitAddressVersusRegCheck("DT2216", "unit_address_vs_reg"),
            new UnitAddressFormatCheck("DT2217", "unit_address_format"),
            new PciBridgeCheck("DT2218", "pci_bridge"),
            new PciDeviceRegCheck("DT2219", "pci_device_reg"),
            new PciDeviceBusNumberCheck("DT2220", "pci_device_bus_num"),
            new SimpleBusBridgeCheck("DT2221", "simple_bus_bridge"),
            new SimpleBusRegCheck("DT2222", "simple_bus_reg"),
            new I2cBusBridgeCheck("DT2223", "i2c_bus_bridge"),
            new I2cBusRegCheck("DT2224", "i2c_bus_reg"),
            new SpiBusBridgeCheck("DT2225", "spi_bus_bridge"),
            new SpiBusRegCheck("DT2226", "spi_bus_reg"),
            new AvoidDefaultCellsCheck("DT2227", "avoid_default_addr_size"),
            new AvoidUnnecessaryCellsCheck("DT2228", "avoid_unnecessary_addr_size"),
            new UniqueUnitAddressCheck("DT2229", "unique_unit_address", onlyEnabled: false),
            new UniqueUnitAddressCheck("DT2230", "unique_unit_address_if_enabled", onlyEnabled: true) { DefaultSeverity = null },
            new ChosenInterruptControllerCheck("DT2231", "obsolete_chosen_interrupt_controller"),
            new ChosenIsRootCheck("DT2232", "chosen_node_is_root"),
            new ChosenBootargsCheck("DT2233", "chosen_node_bootargs"),
            new ChosenStdoutPathCheck("DT2234", "chosen_node_stdout_path"),
        };
        AddProviders(table);
        table.Add(new DeprecatedGpioCheck("DT2267", "deprecated_gpio_property") { DefaultSeverity = null });
        table.Add(new GpiosCheck("DT2268", "gpios_property"));
        table.Add(new InterruptsCheck("DT2269", "interrupts_property") { LaterPrerequisite = "phandle_references" });
        table.Add(new InterruptProviderCheck("DT2270", "interrupt_provider") { LaterPrerequisite = "interrupts_extended_is_cell" });
        table.Add(new InterruptMapCheck("DT2278", "interrupt_map") { DefaultSeverity = null, IsChanged = true, LaterSeverity = DiagnosticSeverity.Warning });
        table.Add(new AliasPathsCheck("DT2271", "alias_paths"));
        table.Add(new GraphNodesCheck("DT2272", "graph_nodes") { HasFindings = false });
        table.Add(new GraphChildAddressCheck("DT2273", "graph_child_address") { IsChanged = true });
        table.Add(new GraphPortCheck("DT2274", "graph_port"));
        table.Add(new GraphEndpointCheck("DT2275", "graph_endpoint"));
        table.Add(new AlwaysFailCheck("DT2276", "always_fail") { DefaultSeverity = null });
        table.Add(new UnitAddressMatchesRegCheck(DiagnosticIds.UnitAddress, "unit_address_matches_reg") { IsDtc = false });
        table.Add(new MemoryReservationsCheck("DT2277", "memory_reservations") { IsDtc = false });
        return table;
    }

    private static void AddProviders(List<TreeCheck> table)
    {
        foreach (Provider each in Providers)
        {
            table.Add(new ProviderCheck(each.Id, each.Check + "_property", each.Property, each.Cells, each.Check + "_is_cell", each.Optional) { Properties = [each.Property, each.Cells] });
            table.Add(new SingleCellCheck(each.CellsId, each.Check + "_is_cell", each.Cells) { Properties = [each.Cells] });
        }
    }

    /// <summary>A property that holds references with arguments, and the property of the provider that counts the arguments, with the checks of both.</summary>
    /// <param name="Id">Permanent id of the check of the references.</param>
    /// <param name="CellsId">Permanent id of the check of the provider's property.</param>
    /// <param name="Check">What the names of both checks begin with.</param>
    /// <param name="Property">Name of the property with the references.</param>
    /// <param name="Cells">Name of the provider's property that counts the arguments.</param>
    /// <param name="Optional">True if the provider may lack its property; there are no arguments then.</param>
    internal readonly record struct Provider(string Id, string CellsId, string Check, string Property, string Cells, bool Optional = false);
}
