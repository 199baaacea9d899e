namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>Trees with about every mistake that dtc's checks know.</summary>
internal static class CheckSources
{
    /// <summary>Mistakes of form, which keep other checks from running.</summary>
    public const string Forms = """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	model = <1>;
        	status = [00 01];
        	compatible = "a", [41];
        	reg = <0 1>;
        	ranges = <1>;
        	interrupt-parent = <&gic>;
        	node-vs-prop;
        	node-vs-prop { };
        	bad-cells { #address-cells = <1 2>; #size-cells = [01]; };
        	types { device_type = <1>; label = <2>; x-names = "a", [42]; strict_prop; };
        	strict_node { };
        	reg-a@1 { reg = <1 2 3>; };
        	reg-b@2 { reg; };
        	reg-c { reg = <3 1>; };
        	unit@4 { };
        	unit@0x5 { reg = <5 1>; };
        	unit@06 { reg = <6 1>; };
        	same-a@7 { reg = <7 1>; };
        	same-b@7 { reg = <7 1>; };
        	same-c@7 { reg = <7 1>; status = "disabled"; };
        	ranges-a { #address-cells = <2>; #size-cells = <2>; ranges; dma-ranges = <1 2>; child@1 { reg = <0 1 0 1>; }; };
        	pci-host@8 { reg = <8 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <1>; };
        	pcie@9 {
        		reg = <9 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 0 0 0>; bus-range = <5 2>;
        		dev@1 { reg = <0x1000 1 0 0 0>; };
        		dev@2,1 { reg = <0x82001001 0 0 0 0>; };
        		dev@3 { reg = <0x501800 0 0 0 0>; };
        	};
        	pcie@a { reg = <0xa 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 0 0 0>; bus-range = <1>; };
        	pcie@b { reg = <0xb 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 0 0 0>; bus-range = <1 0x100>; };
        	soc {
        		compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
        		none { };
        		wrong@1 { reg = <2 1>; };
        		right@3 { reg = <3 1>; };
        		empty@4 { reg; };
        	};
        	i2c@c {
        		reg = <0xc 1>; #address-cells = <1>; #size-cells = <1>;
        		none { };
        		wrong@1 { reg = <2 1>; };
        		large@80 { reg = <0x80 1>; };
        		ten@80000400 { reg = <0x80000400 1>; };
        	};
        	i2c@d { reg = <0xd 1>; #address-cells = <1>; #size-cells = <0>; wrong@1 { reg = <2>; }; large@80 { reg = <0x80>; }; ten@80000400 { reg = <0x80000400>; }; ten@80000050 { reg = <0x80000050>; }; };
        	spi@e { reg = <0xe 1>; #address-cells = <2>; #size-cells = <0>; none { }; };
        	spi@f { reg = <0xf 1>; #address-cells = <1>; #size-cells = <0>; none { }; wrong@1 { reg = <2>; }; };
        	qspi@10 { reg = <0x10 1>; #address-cells = <1>; #size-cells = <0>; flash@0 { reg = <0>; spi-max-frequency = <1>; }; };
        	spi@11 { reg = <0x11 1>; spi-slave; #address-cells = <1>; #size-cells = <0>; slave { }; };
        	default-cells { child@1 { reg = <0 1 1>; }; };
        	unneeded { #address-cells = <1>; #size-cells = <0>; child { }; };
        	chosen { interrupt-controller; bootargs = <1>; linux,stdout-path = "/soc"; stdout-path = <2>; };
        	deeper { chosen { }; };
        	gic: gic@12 { reg = <0x12 1>; interrupt-controller; #interrupt-cells = <3>; };
        	intc-a { interrupt-controller; };
        	clk: clk { #clock-cells = <1>; #cooling-cells = <2>; #dma-cells = <1>; #mbox-cells = <1>; };
        	user-a { clocks = <&clk>; };
        	user-b { clocks = <&gic 1>; dmas = <&clk 1>, <77>; };
        	user-c { clocks = <5 1>, [01]; mboxes = <&clk 1>; };
        	user-d { clocks = <0>, <&clk 1>, <0xffffffff>; cooling-device = <&clk 1 2>, <1>; msi-parent = <&gic>; pwms = <&clk 1>; resets = <&clk>; };
        	user-e { hwlocks = <&clk>; io-channels = <&clk>; iommus = <&clk>; mux-controls = <&clk>; phys = <&clk>; power-domains = <&clk>; sound-dai = <&clk>; thermal-sensors = <&clk>; interrupts-extended = <&gic 1 2>; };
        	user-g { reset-gpio = <&clk 1>; led-gpios = <&gic>; hog { gpio-hog; gpios = <1>; }; nr { x,nr-gpios = <1>; }; };
        	user-h { interrupts = <1 2 3 4>; };
        	user-i { interrupts = [01]; interrupt-parent = <0>; };
        	user-j { interrupts = <1>; interrupt-parent = <55>; };
        	user-k { interrupts = <1>; interrupt-parent = <&clk>; };
        	aliases { a = "/nowhere"; Upper = "/soc"; b; };
        	display {
        		port { ep0: endpoint { remote-endpoint = <&ep1>; }; };
        		ports { #address-cells = <1>; #size-cells = <0>;
        			port@0 { reg = <0>; #address-cells = <1>; #size-cells = <0>; ep1: endpoint@0 { reg = <0>; remote-endpoint = <&ep0>; }; };
        		};
        	};
        	sink {
        		#address-cells = <2>; #size-cells = <1>;
        		plug@0 { reg = <1>; ep2: end@1 { reg = <1>; remote-endpoint = <&ep0>; }; };
        		port@2 { reg = <3>; ep3: endpoint { remote-endpoint = <99>; }; ep4: endpoint@5 { reg = <6>; }; };
        	};
        };
        &clk { later; };
        / { user-h { more; }; };

        """;

    /// <summary>Counts of cells that are no cells.</summary>
    public const string Cells = """
        /dts-v1/;
        / {
        	user-f { #clock-cells; #cooling-cells; #dma-cells; #hwlock-cells; #interrupt-cells; #io-channel-cells; #iommu-cells; #msi-cells; #mux-control-cells; #phy-cells; #power-domain-cells; #pwm-cells; #reset-cells; #sound-dai-cells; #thermal-sensor-cells; #mbox-cells; };
        	clk { #clock-cells = <1>; };
        	user { clocks = <1>; };
        };

        """;

    /// <summary>Mistakes of meaning.</summary>
    public const string Meanings = """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	model = <1>;
        	status = [00 01];
        	compatible = "a";
        	interrupt-parent = <&gic>;
        	node-vs-prop;
        	node-vs-prop { };
        	bad-cells { };
        	types { label = <2>; x-names = "a", [42]; strict_prop; };
        	strict_node { };
        	reg-a@1 { reg = <1 2>; };
        	reg-b@2 { reg = <2 1>; };
        	reg-c { reg = <3 1>; };
        	unit@4 { };
        	unit@0x5 { reg = <5 1>; };
        	unit@06 { reg = <6 1>; };
        	same-a@7 { reg = <7 1>; };
        	same-b@7 { reg = <7 1>; };
        	same-c@7 { reg = <7 1>; status = "disabled"; };
        	ranges-a { #address-cells = <2>; #size-cells = <2>; ranges = <0 1 1 0 1>; child@1 { reg = <0 1 0 1>; }; };
        	pcie@8 { reg = <8 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 1 0 1>; };
        	pcie@9 {
        		reg = <9 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 1 0 1>; bus-range = <2 5>;
        		dev@1 { reg = <0x1000 1 0 0 0>; };
        		dev@2,1 { reg = <0x82001001 0 0 0 0>; };
        		dev@3 { reg = <0x501800 0 0 0 0>; };
        	};
        	pcie@a { reg = <0xa 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 1 0 1>; bus-range = <1 2>; };
        	pcie@b { reg = <0xb 1>; device_type = "pci"; #address-cells = <3>; #size-cells = <2>; ranges = <0 0 0 1 0 1>; bus-range = <1 2>; };
        	soc {
        		compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
        		none { };
        		wrong@1 { reg = <2 1>; };
        		right@3 { reg = <3 1>; };
        		empty@4 { reg = <4 1>; };
        	};
        	i2c@c {
        		reg = <0xc 1>; #address-cells = <1>; #size-cells = <0>;
        		none { };
        		x@1 { reg = <1>; };
        	};
        	i2c@d { reg = <0xd 1>; #address-cells = <1>; #size-cells = <0>; wrong@1 { reg = <2>; }; large@80 { reg = <0x80>; }; ten@80000400 { reg = <0x80000400>; }; ten@80000050 { reg = <0x80000050>; }; };
        	spi@e { reg = <0xe 1>; #address-cells = <1>; #size-cells = <0>; none { }; };
        	spi@f { reg = <0xf 1>; #address-cells = <1>; #size-cells = <0>; none { }; wrong@1 { reg = <2>; }; };
        	spi@10 { reg = <0x10 1>; #address-cells = <1>; #size-cells = <0>; flash@0 { reg = <0>; spi-max-frequency = <1>; }; };
        	spi@11 { reg = <0x11 1>; spi-slave; #address-cells = <0>; #size-cells = <0>; slave { }; };
        	unneeded { #address-cells = <1>; #size-cells = <0>; child { }; };
        	chosen { interrupt-controller; bootargs = <1>; linux,stdout-path = "/soc"; stdout-path = <2>; };
        	deeper { chosen { }; };
        	gic: gic@12 { reg = <0x12 1>; interrupt-controller; #interrupt-cells = <3>; };
        	intc-a { interrupt-controller; };
        	clk: clk { #clock-cells = <1>; #cooling-cells = <2>; #dma-cells = <1>; #mbox-cells = <1>; };
        	user-a { clocks = <&clk>; };
        	user-b { clocks = <&gic 1>; dmas = <&clk 1>, <77>; };
        	user-c { clocks = <5 1>, [01]; mboxes = <&clk 1>; };
        	user-d { clocks = <0>, <&clk 1>, <0xffffffff>; cooling-device = <&clk 1 2>, <1>; msi-parent = <&gic>; pwms = <&clk 1>; resets = <&clk>; };
        	user-e { hwlocks = <&clk>; io-channels = <&clk>; iommus = <&clk>; mux-controls = <&clk>; phys = <&clk>; power-domains = <&clk>; sound-dai = <&clk>; thermal-sensors = <&clk>; interrupts-extended = <&gic 1 2>; };
        	user-g { reset-gpio = <&clk 1>; led-gpios = <&gic>; hog { gpio-hog; gpios = <1>; }; nr { x,nr-gpios = <1>; }; };
        	user-h { interrupts = <1 2 3 4>; };
        	user-i { interrupts = [01]; interrupt-parent = <0>; };
        	user-j { interrupts = <1>; interrupt-parent = <55>; };
        	user-k { interrupts = <1>; interrupt-parent = <&clk>; };
        	aliases { a = "/nowhere"; Upper = "/soc"; b; };
        	display {
        		port { ep0: endpoint { remote-endpoint = <&ep1>; }; };
        		ports { #address-cells = <1>; #size-cells = <0>;
        			port@0 { reg = <0>; #address-cells = <1>; #size-cells = <0>; ep1: endpoint@0 { reg = <0>; remote-endpoint = <&ep0>; }; };
        		};
        	};
        	sink {
        		#address-cells = <1>; #size-cells = <0>;
        		plug@0 { reg = <1>; ep2: end { remote-endpoint = <&ep0>; }; };
        		port@2 { reg = <2>; ep3: endpoint { remote-endpoint = <99>; }; };
        	};
        };
        &clk { later; };
        / { user-h { more; }; };

        """;

    /// <summary>What makes a tree unusable, one mistake each.</summary>
    public static IReadOnlyList<string> Errors { get; } =
    [
        "/ { n { }; n { }; m: m { x = <&m>; y = &m; }; };",
        "/ { a = <1>; a = <2>; m: m { x = <&m>; }; };",
        "/ { a*b { }; };",
        "/ { a@b@c { }; };",
        "/ { a@b = <1>; };",
        "/ { n { name = <1>; }; };",
        "/ { n { name = \"m\"; }; k { name = \"k\"; }; };",
        "/ { x: n { }; x: m { }; y: a = <1>; y: b = <y: 2>; };",
        "/ { n { phandle = <1 2>; }; m: m { x = <&m>; }; };",
        "/ { n { phandle = <0>; }; };",
        "/ { n { phandle = <&m>; }; m: m { }; };",
        "/ { n { phandle = <1>; linux,phandle = <2>; }; };",
        "/ { n { phandle = <1>; }; m { phandle = <1>; }; k: k { x = <&k>; }; };",
        "/ { a = <&x>; b = <&b>; clocks = <&x>; b: m { c = &b; }; };",
        "/ { a = &x; m: m { b = &m; }; };",
        "/ { /omit-if-no-ref/ n { }; /omit-if-no-ref/ m: m { }; a = <&m>; };",
    ];
}
