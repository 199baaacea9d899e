namespace IpaEmbedded.Qualcomm.Interconnect.Layout;

/// <summary>
/// The ports of the SC7180's twelve interconnects, in the order of their numbers in the device tree. A row holds name, global id, channels and
/// bus width in bytes; the ids that traffic goes on to follow in <see cref="Links"/>, from <see cref="FirstLink"/> on.
/// </summary>
public static class Sc7180Ports
{
    /// <summary>Names of the interconnects as in their "compatible", without vendor and SoC.</summary>
    public static readonly string[] Interconnects =
    {
        "aggre1-noc", "aggre2-noc", "camnoc-virt", "compute-noc", "config-noc", "dc-noc", "gem-noc", "mc-virt",
        "mmss-noc", "npu-noc", "qup-virt", "system-noc",
    };

    /// <summary>Index of each interconnect's first port, and behind the last the number of ports.</summary>
    public static readonly int[] FirstPort = { 0, 8, 17, 21, 24, 77, 80, 93, 95, 106, 117, 121, 135 };

    /// <summary>Names of the ports.</summary>
    public static readonly string[] Names =
    {
        // aggre1-noc
        "qhm_a1noc_cfg", "qhm_qspi", "qhm_qup_0", "xm_sdc2", "xm_emmc", "xm_ufs_mem",
        "qns_a1noc_snoc", "srvc_aggre1_noc",
        // aggre2-noc
        "qhm_a2noc_cfg", "qhm_qdss_bam", "qhm_qup_1", "qhm_usb3", "qxm_crypto", "qxm_ipa",
        "xm_qdss_etr", "qns_a2noc_snoc", "srvc_aggre2_noc",
        // camnoc-virt
        "qxm_camnoc_hf0_uncomp", "qxm_camnoc_hf1_uncomp", "qxm_camnoc_sf_uncomp", "qns_camnoc_uncomp",
        // compute-noc
        "qnm_npu", "qxm_npu_dsp", "qns_cdsp_gemnoc",
        // config-noc
        "qnm_snoc", "xm_qdss_dap", "qhs_a1_noc_cfg", "qhs_a2_noc_cfg", "qhs_ahb2phy0", "qhs_ahb2phy2",
        "qhs_aop", "qhs_aoss", "qhs_boot_rom", "qhs_camera_cfg", "qhs_camera_nrt_throttle_cfg", "qhs_camera_rt_throttle_cfg",
        "qhs_clk_ctl", "qhs_cpr_cx", "qhs_cpr_mx", "qhs_crypto0_cfg", "qhs_dcc_cfg", "qhs_ddrss_cfg",
        "qhs_display_cfg", "qhs_display_rt_throttle_cfg", "qhs_display_throttle_cfg", "qhs_emmc_cfg", "qhs_glm", "qhs_gpuss_cfg",
        "qhs_imem_cfg", "qhs_ipa", "qhs_mnoc_cfg", "qhs_mss_cfg", "qhs_npu_cfg", "qhs_npu_dma_throttle_cfg",
        "qhs_npu_dsp_throttle_cfg", "qhs_pdm", "qhs_pimem_cfg", "qhs_prng", "qhs_qdss_cfg", "qhs_qm_cfg",
        "qhs_qm_mpu_cfg", "qhs_qspi", "qhs_qup0", "qhs_qup1", "qhs_sdc2", "qhs_security",
        "qhs_snoc_cfg", "qhs_tcsr", "qhs_tlmm_1", "qhs_tlmm_2", "qhs_tlmm_3", "qhs_ufs_mem_cfg",
        "qhs_usb3", "qhs_venus_cfg", "qhs_venus_throttle_cfg", "qhs_vsense_ctrl_cfg", "srvc_cnoc",
        // dc-noc
        "qhm_cnoc_dc_noc", "qhs_gemnoc", "qhs_llcc",
        // gem-noc
        "acm_apps0", "acm_sys_tcu", "qhm_gemnoc_cfg", "qnm_cmpnoc", "qnm_mnoc_hf", "qnm_mnoc_sf",
        "qnm_snoc_gc", "qnm_snoc_sf", "qxm_gpu", "qhs_mdsp_ms_mpu_cfg", "qns_gem_noc_snoc", "qns_llcc",
        "srvc_gemnoc",
        // mc-virt
        "llcc_mc", "ebi",
        // mmss-noc
        "qhm_mnoc_cfg", "qxm_camnoc_hf0", "qxm_camnoc_hf1", "qxm_camnoc_sf", "qxm_mdp0", "qxm_rot",
        "qxm_venus0", "qxm_venus_arm9", "qns_mem_noc_hf", "qns_mem_noc_sf", "srvc_mnoc",
        // npu-noc
        "amm_npu_sys", "qhm_npu_cfg", "qhs_cal_dp0", "qhs_cp", "qhs_dma_bwmon", "qhs_dpm",
        "qhs_isense", "qhs_llm", "qhs_tcm", "qns_npu_sys", "srvc_noc",
        // qup-virt
        "qup_core_master_1", "qup_core_master_2", "qup_core_slave_1", "qup_core_slave_2",
        // system-noc
        "qhm_snoc_cfg", "qnm_aggre1_noc", "qnm_aggre2_noc", "qnm_gemnoc", "qxm_pimem", "qhs_apss",
        "qns_cnoc", "qns_gemnoc_gc", "qns_gemnoc_sf", "qxs_imem", "qxs_pimem", "srvc_snoc",
        "xs_qdss_stm", "xs_sys_tcu_cfg",
    };

    /// <summary>Global ids; 3 and 50 are the two ends of the IPA's core clock, which is no port here.</summary>
    public static readonly byte[] Ids =
    {
        5, 12, 13, 45, 48, 46, 112, 128,
        6, 11, 14, 47, 34, 36, 44, 113, 129,
        30, 31, 33, 114,
        22, 38, 115,
        23, 43, 51, 52, 53, 54, 55, 56, 58, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 75, 77, 78, 79,
        80, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 103, 104, 105, 106, 107, 108, 109,
        110, 111, 130,
        7, 76, 82,
        0, 1, 8, 18, 20, 21, 24, 25, 35, 84, 117, 120, 131,
        4, 49,
        9, 28, 29, 32, 37, 40, 41, 42, 121, 122, 132,
        2, 10, 59, 64, 73, 74, 81, 83, 102, 123, 133,
        26, 27, 124, 125,
        15, 16, 17, 19, 39, 57, 116, 118, 119, 126, 127, 134, 135, 136,
    };

    /// <summary>Channels.</summary>
    public static readonly byte[] Channels =
    {
        1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1,
        2, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1,
        1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1,
        2, 2,
        1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1,
        2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1,
        1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    };

    /// <summary>Bus widths in bytes.</summary>
    public static readonly byte[] BusWidths =
    {
        4, 4, 4, 8, 8, 8, 16, 4,
        4, 4, 4, 8, 8, 8, 8, 16, 4,
        32, 32, 32, 32,
        32, 8, 32,
        8, 8, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4,
        4, 4, 4,
        16, 8, 4, 32, 32, 32, 8, 16, 32, 4, 8, 16, 4,
        4, 4,
        4, 32, 32, 32, 32, 16, 32, 8, 32, 32, 4,
        32, 4, 4, 4, 4, 4, 4, 4, 4, 32, 4,
        4, 4, 4, 4,
        4, 16, 16, 8, 8, 8, 8, 8, 16, 8, 8, 4, 4, 8,
    };

    /// <summary>Index of each port's first link, and behind the last the number of links.</summary>
    public static readonly short[] FirstLink =
    {
        0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15, 16, 17,
        18, 18, 19, 20, 21, 72, 123, 124, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125,
        125, 125, 126, 126, 126, 126, 126, 126, 126, 126, 126, 127, 127, 128, 128, 128, 128, 128, 128, 128,
        128, 128, 128, 128, 128, 128, 128, 129, 129, 129, 129, 129, 129, 129, 129, 129, 129, 129, 131, 132,
        132, 134, 136, 138, 140, 141, 143, 144, 145, 147, 147, 148, 149, 149, 150, 150, 151, 152, 153, 154,
        155, 156, 157, 158, 159, 160, 160, 161, 169, 169, 169, 169, 169, 169, 169, 169, 169, 169, 170, 171,
        171, 171, 172, 178, 185, 191, 193, 193, 194, 195, 196, 196, 196, 196, 196, 196,
    };

    /// <summary>Global ids that traffic goes on to.</summary>
    public static readonly byte[] Links =
    {
        128, 112, 112, 112, 112, 112, 16, 129, 113, 113, 113, 113, 113, 113, 17, 114, 114, 114, 115, 115, 18, 51, 52, 53, 54,
        55, 56, 58, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 75, 77, 78, 79, 80, 85, 86, 87, 88, 89,
        90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 103, 104, 105, 106, 107, 108, 109, 110, 111, 130, 51, 52, 53,
        54, 55, 56, 58, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 75, 77, 78, 79, 80, 85, 86, 87, 88,
        89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 103, 104, 105, 106, 107, 108, 109, 110, 111, 130, 5, 6,
        7, 9, 10, 15, 76, 82, 8, 117, 120, 117, 120, 84, 131, 117, 120, 120, 117, 120, 120, 120, 117, 120, 19, 4, 49,
        132, 121, 121, 122, 121, 122, 122, 122, 20, 21, 123, 59, 64, 73, 74, 81, 83, 102, 133, 124, 125, 134, 57, 116, 119,
        126, 127, 135, 57, 116, 119, 126, 127, 135, 136, 57, 116, 126, 127, 135, 136, 118, 126, 23, 24, 25,
    };
}
