namespace IpaEmbedded.Qualcomm.Interconnect.Layout;

/// <summary>
/// The ports of the SDM845's eight interconnects, in the order of their numbers in the device tree. A row holds name, global id, channels and
/// bus width in bytes; the ids that traffic goes on to follow in <see cref="Links"/>, from <see cref="FirstLink"/> on.
/// </summary>
public static class Sdm845Ports
{
    /// <summary>Names of the interconnects as in their "compatible", without vendor and SoC.</summary>
    public static readonly string[] Interconnects =
    {
        "aggre1-noc", "aggre2-noc", "config-noc", "dc-noc", "gladiator-noc", "mem-noc", "mmss-noc", "system-noc",
    };

    /// <summary>Index of each interconnect's first port, and behind the last the number of ports.</summary>
    public static readonly int[] FirstPort = { 0, 11, 24, 71, 74, 79, 94, 111, 130 };

    /// <summary>Names of the ports.</summary>
    public static readonly string[] Names =
    {
        // aggre1-noc
        "qhm_a1noc_cfg", "qhm_tsif", "xm_sdc2", "xm_sdc4", "xm_ufs_card", "xm_ufs_mem",
        "xm_pcie_0", "qns_a1noc_snoc", "srvc_aggre1_noc", "qns_pcie_a1noc_snoc", "qhm_qup1",
        // aggre2-noc
        "qhm_a2noc_cfg", "qhm_qdss_bam", "qnm_cnoc", "qxm_crypto", "qxm_ipa", "xm_pcie3_1",
        "xm_qdss_etr", "xm_usb3_0", "xm_usb3_1", "qns_a2noc_snoc", "qns_pcie_snoc", "srvc_aggre2_noc",
        "qhm_qup2",
        // config-noc
        "qhm_spdm", "qhm_tic", "qnm_snoc", "xm_qdss_dap", "qhs_a1_noc_cfg", "qhs_a2_noc_cfg",
        "qhs_aop", "qhs_aoss", "qhs_camera_cfg", "qhs_clk_ctl", "qhs_compute_dsp_cfg", "qhs_cpr_cx",
        "qhs_crypto0_cfg", "qhs_dcc_cfg", "qhs_ddrss_cfg", "qhs_display_cfg", "qhs_glm", "qhs_gpuss_cfg",
        "qhs_imem_cfg", "qhs_ipa", "qhs_mnoc_cfg", "qhs_pcie0_cfg", "qhs_pcie_gen3_cfg", "qhs_pdm",
        "qhs_phy_refgen_south", "qhs_pimem_cfg", "qhs_prng", "qhs_qdss_cfg", "qhs_qupv3_north", "qhs_qupv3_south",
        "qhs_sdc2", "qhs_sdc4", "qhs_snoc_cfg", "qhs_spdm", "qhs_spss_cfg", "qhs_tcsr",
        "qhs_tlmm_north", "qhs_tlmm_south", "qhs_tsif", "qhs_ufs_card_cfg", "qhs_ufs_mem_cfg", "qhs_usb3_0",
        "qhs_usb3_1", "qhs_venus_cfg", "qhs_vsense_ctrl_cfg", "qns_cnoc_a2noc", "srvc_cnoc",
        // dc-noc
        "qhm_cnoc", "qhs_llcc", "qhs_memnoc",
        // gladiator-noc
        "acm_l3", "pm_gnoc_cfg", "qns_gladiator_sodv", "qns_gnoc_memnoc", "srvc_gnoc",
        // mem-noc
        "acm_tcu", "qhm_memnoc_cfg", "qnm_apps", "qnm_mnoc_hf", "qnm_mnoc_sf", "qnm_snoc_gc",
        "qnm_snoc_sf", "qxm_gpu", "qhs_mdsp_ms_mpu_cfg", "qns_apps_io", "qns_llcc", "qns_memnoc_snoc",
        "srvc_memnoc", "llcc_mc", "ebi",
        // mmss-noc
        "qhm_mnoc_cfg", "qxm_camnoc_hf0", "qxm_camnoc_hf1", "qxm_camnoc_sf", "qxm_mdp0", "qxm_mdp1",
        "qxm_rot", "qxm_venus0", "qxm_venus1", "qxm_venus_arm9", "qns2_mem_noc", "qns_mem_noc_hf",
        "srvc_mnoc", "qxm_camnoc_hf0_uncomp", "qxm_camnoc_hf1_uncomp", "qxm_camnoc_sf_uncomp", "qns_camnoc_uncomp",
        // system-noc
        "qhm_snoc_cfg", "qnm_aggre1_noc", "qnm_aggre2_noc", "qnm_gladiator_sodv", "qnm_memnoc", "qnm_pcie_anoc",
        "qxm_pimem", "xm_gic", "qhs_apss", "qns_cnoc", "qns_memnoc_gc", "qns_memnoc_sf",
        "qxs_imem", "qxs_pcie", "qxs_pcie_gen3", "qxs_pimem", "srvc_snoc", "xs_qdss_stm",
        "xs_sys_tcu_cfg",
    };

    /// <summary>Global ids.</summary>
    public static readonly byte[] Ids =
    {
        1, 3, 4, 5, 6, 7, 8, 56, 57, 58, 2,
        9, 10, 12, 13, 14, 15, 16, 17, 18, 59, 60, 61, 11,
        22, 23, 24, 25, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
        84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105,
        26, 106, 107,
        27, 28, 108, 109, 110,
        30, 31, 32, 33, 34, 35, 36, 37, 112, 113, 114, 115, 116, 29, 111,
        38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 117, 118, 119, 19, 20, 21, 62,
        48, 49, 50, 51, 52, 53, 54, 55, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130,
    };

    /// <summary>Channels.</summary>
    public static readonly byte[] Channels =
    {
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1,
        1, 1, 1, 2, 1,
        1, 1, 2, 2, 1, 1, 1, 2, 1, 1, 4, 1, 1, 4, 4,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    };

    /// <summary>Bus widths in bytes.</summary>
    public static readonly byte[] BusWidths =
    {
        4, 4, 8, 8, 8, 8, 8, 16, 4, 16, 4,
        4, 4, 8, 8, 8, 8, 8, 8, 8, 16, 16, 4, 4,
        4, 4, 8, 8, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8, 4,
        4, 4, 4,
        16, 4, 8, 32, 4,
        8, 4, 32, 32, 32, 8, 16, 32, 4, 32, 16, 8, 4, 4, 4,
        4, 32, 32, 32, 32, 32, 32, 32, 32, 8, 32, 32, 4, 32, 32, 32, 32,
        4, 16, 16, 8, 8, 16, 8, 8, 8, 8, 8, 16, 8, 8, 8, 8, 4, 4, 8,
    };

    /// <summary>Index of each port's first link, and behind the last the number of links.</summary>
    public static readonly short[] FirstLink =
    {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
        19, 20, 21, 21, 22, 23, 66, 108, 151, 152, 153, 153, 153, 153, 153, 153, 153, 153, 154, 154,
        154, 154, 154, 154, 154, 155, 155, 155, 155, 155, 155, 155, 155, 155, 155, 155, 155, 156, 156, 156,
        156, 156, 156, 156, 156, 156, 156, 156, 156, 156, 157, 157, 159, 159, 160, 163, 164, 165, 166, 166,
        169, 171, 172, 174, 177, 178, 180, 183, 183, 183, 184, 185, 185, 186, 186, 187, 188, 189, 190, 191,
        192, 193, 194, 195, 196, 197, 198, 198, 199, 200, 201, 201, 202, 208, 217, 225, 230, 235, 237, 239,
        239, 240, 241, 242, 242, 242, 242, 242, 242, 242, 242,
    };

    /// <summary>Global ids that traffic goes on to.</summary>
    public static readonly byte[] Links =
    {
        57, 56, 56, 56, 56, 56, 58, 49, 53, 56, 61, 59, 59, 59, 59, 60, 59, 59, 59, 50, 53, 59, 104, 63, 64,
        65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89,
        90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 63, 64, 65, 66, 67, 68, 69, 70, 71,
        72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96,
        97, 98, 99, 100, 101, 102, 103, 105, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79,
        80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104,
        105, 1, 9, 26, 38, 48, 12, 106, 107, 31, 108, 109, 110, 110, 51, 32, 113, 114, 115, 112, 116, 114, 113, 114, 113,
        114, 115, 114, 113, 114, 113, 114, 115, 29, 52, 111, 119, 118, 118, 117, 118, 118, 117, 117, 117, 117, 34, 33, 62, 62,
        62, 128, 120, 121, 123, 124, 127, 129, 120, 121, 123, 124, 125, 126, 127, 129, 130, 120, 121, 124, 125, 126, 127, 129, 130,
        120, 121, 124, 127, 129, 120, 121, 123, 124, 129, 122, 124, 122, 124, 24, 35, 36,
    };
}
